import { env } from 'cloudflare:workers';
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { pushPing, pushPong, pushSchema, sessionEndedCode, type Push } from '../../shared/push.ts';
import { dial, joinAgent, newSid, offerSubprotocols, openPushSocket, pairAgain, problemIn, startBackend } from '../testing/test-backend.ts';

import type { AgentHub } from './agent-hub.ts';

const backend = startBackend();
let agent: Awaited<ReturnType<typeof joinAgent>>;
beforeAll(async () => {
  agent = await joinAgent(backend);
});

/** A browser's socket, and the messages that arrive on it. */
async function listen(session: string) {
  const answer = await openPushSocket(backend, session);
  expect(answer.status).toBe(101);
  expect(answer.headers.get('sec-websocket-protocol')).toBe('hatif');
  const socket = answer.webSocket!;
  const received: Push[] = [];
  const other: string[] = [];
  let closedWith = 0;
  socket.addEventListener('message', ({ data }) => {
    if (data === pushPong) other.push(data);
    else received.push(pushSchema.parse(JSON.parse(String(data))));
  });
  socket.addEventListener('close', ({ code }) => {
    closedWith = code;
  });
  socket.accept();
  return {
    socket,
    other,
    closedWith: () => closedWith,
    elsewhere: () => received.flatMap((message) => (message.push === 'elsewhere' ? [message.busy] : [])),
    sendPresence: (busy: boolean) => socket.send(JSON.stringify({ proven: true, busy, quiet: false })),
    calls: () => received.flatMap((message) => (message.push === 'call' ? [message.call] : [])),
    phases: () => received.flatMap((message) => (message.push === 'call' ? [message.call.phase] : [])),
    standing: async () => {
      await vi.waitFor(() => expect(received[0]).toBeDefined());
      return received[0]?.push === 'standing' ? received[0].calls : null;
    },
  };
}

const leg = (parent: string, CallSid: string, CallStatus: string, SequenceNumber: number) =>
  backend.twilio('/api/calls/webhook/status', { CallSid, ParentCallSid: parent, CallStatus, SequenceNumber: String(SequenceNumber) });

describe('the push socket', () => {
  test('pushes a call to every browser of its agent, and to no other agent', async () => {
    const other = await joinAgent(backend);
    const [one, two, elsewhere] = await Promise.all([listen(agent.session), listen(agent.session), listen(other.session)]);
    const { sid } = await dial(backend, agent.identity);
    const child = newSid();
    for (const [index, status] of ['ringing', 'in-progress', 'completed'].entries()) {
      await leg(sid, child, status, index);
      await vi.waitFor(() => expect(one.phases()).toHaveLength(index + 1));
    }
    expect(one.phases()).toEqual(['ringing', 'connected', 'ended']);
    await vi.waitFor(() => expect(two.phases()).toEqual(['ringing', 'connected', 'ended']));
    // The other agent's own call arrives, so their socket works, and it is the only one.
    const own = await dial(backend, other.identity);
    await leg(own.sid, newSid(), 'ringing', 0);
    await vi.waitFor(() => expect(elsewhere.calls()).not.toEqual([]));
    expect(elsewhere.calls().map(({ id }) => id)).toEqual([own.sid]);
  });

  test('starts with the live and the recently ended calls', async () => {
    const fresh = await joinAgent(backend);
    const live = await dial(backend, fresh.identity);
    await leg(live.sid, newSid(), 'ringing', 0);
    const over = await dial(backend, fresh.identity);
    await leg(over.sid, newSid(), 'busy', 0);
    const standing = await (await listen(fresh.session)).standing();
    expect(standing?.map(({ id, phase }) => [id, phase])).toEqual(
      expect.arrayContaining([
        [live.sid, 'ringing'],
        [over.sid, 'ended'],
      ]),
    );
  });

  test('survives the hibernation of its object', async () => {
    const browser = await listen(agent.session);
    await browser.standing();
    await evictDurableObject(env.AGENT_HUBS.getByName(agent.identity), { webSockets: 'hibernate' });
    browser.socket.send(pushPing);
    await vi.waitFor(() => expect(browser.other).toEqual([pushPong]));
    const { sid } = await dial(backend, agent.identity);
    await leg(sid, newSid(), 'ringing', 0);
    await vi.waitFor(() => expect(browser.phases()).toEqual(['ringing']));
  });

  test('sends a count of reports that never falls, and rises with every new report', async () => {
    const fresh = await joinAgent(backend);
    const browser = await listen(fresh.session);
    await browser.standing();
    const { sid } = await dial(backend, fresh.identity);
    const child = newSid();
    const posted: [status: string, sequence: number][] = [
      ['ringing', 1],
      ['initiated', 0],
      ['ringing', 1],
      ['completed', 3],
      ['in-progress', 2],
    ];
    for (const [status, sequence] of posted) await leg(sid, child, status, sequence);
    await vi.waitFor(() => expect(browser.calls()).toHaveLength(posted.length));
    expect(browser.calls().map(({ reports, phase }) => [reports, phase])).toEqual([
      [1, 'ringing'],
      [2, 'ringing'],
      [2, 'ringing'],
      [3, 'ended'],
      [4, 'ended'],
    ]);
  });

  test('closes when the agent is removed', async () => {
    const leaver = await joinAgent(backend);
    const browser = await listen(leaver.session);
    await backend.admin('POST', 'revocations', { name: leaver.name });
    await vi.waitFor(() => expect(browser.closedWith()).toBe(sessionEndedCode));
    const ticket = await backend.fetch('/api/push/tickets', { method: 'POST', headers: { authorization: `Bearer ${leaver.session}` } });
    expect(await problemIn(ticket)).toEqual({ status: 401, problem: 'session-revoked' });
  });
});

test('a connection that is lost without a closing frame ends the presence of its browser', async () => {
  const lost = await joinAgent(backend);
  const browser = await listen(lost.session);
  browser.sendPresence(false);
  const hub = env.AGENT_HUBS.getByName(lost.identity);
  await vi.waitFor(async () => expect(await hub.presence()).toMatchObject({ proven: true }));
  const abnormalClosure = 1006;
  await runInDurableObject(hub, (instance: AgentHub, state) => instance.webSocketClose(state.getWebSockets()[0]!, abnormalClosure, ''));
  expect(await hub.presence()).toMatchObject({ proven: false });
});

const last = (values: boolean[]) => values.at(-1);

describe('a call in another browser', () => {
  test('makes the other browsers busy elsewhere, until it ends or its browser disconnects', async () => {
    const busy = await joinAgent(backend);
    const session = await pairAgain(backend, busy.name, 'Chrome on Windows');
    const [one, two] = await Promise.all([listen(busy.session), listen(session)]);
    one.sendPresence(false);
    two.sendPresence(true);
    await vi.waitFor(() => expect(last(one.elsewhere())).toBe(true));
    expect(last(two.elsewhere())).toBe(false);
    two.sendPresence(false);
    await vi.waitFor(() => expect(last(one.elsewhere())).toBe(false));
    two.sendPresence(true);
    await vi.waitFor(() => expect(last(one.elsewhere())).toBe(true));
    two.socket.close(1000);
    await vi.waitFor(() => expect(last(one.elsewhere())).toBe(false));
  });

  test('does not count when it is on a stale socket of the same browser', async () => {
    const alone = await joinAgent(backend);
    const left = await listen(alone.session);
    left.sendPresence(true);
    await vi.waitFor(() => expect(left.elsewhere()).toEqual([false]));
    const back = await listen(alone.session);
    back.sendPresence(false);
    await vi.waitFor(() => expect(back.elsewhere()).toEqual([false]));
  });
});

describe('access to the socket', () => {
  test.each([
    { title: 'no ticket', protocols: 'hatif', status: 401, problem: 'not-paired' },
    { title: 'another protocol', protocols: 'chat, nobody', status: 400, problem: 'request-refused' },
  ])('$title is refused', async ({ protocols, status, problem }) => {
    expect(await problemIn(await offerSubprotocols(backend, protocols))).toEqual({ status, problem });
  });

  test.each(['https://crm.example', 'chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'null'])(
    'a socket from %s is refused',
    async (origin) => {
      const answer = await openPushSocket(backend, agent.session, { origin });
      expect(await problemIn(answer)).toEqual({ status: 403, problem: 'request-refused' });
    },
  );

  test('a request without an upgrade gets 426', async () => {
    const answer = await openPushSocket(backend, agent.session, { upgrade: '' });
    expect(await problemIn(answer)).toEqual({ status: 426, problem: 'request-refused' });
  });
});
