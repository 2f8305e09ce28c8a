import { env } from 'cloudflare:workers';
import { evictDurableObject } from 'cloudflare:test';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { pushPing, pushPong, pushSchema, sessionEndedCode, type Push } from '../../shared/push.ts';
import { dial, extensionOrigin, joinAgent, newSid, problemIn, startBackend } from '../testing/test-backend.ts';

const backend = startBackend();
let agent: Awaited<ReturnType<typeof joinAgent>>;
beforeAll(async () => {
  agent = await joinAgent(backend);
});

const ask = (protocols: string, headers: Record<string, string> = {}) =>
  backend.fetch('/api/push', {
    headers: { upgrade: 'websocket', origin: extensionOrigin, 'sec-websocket-protocol': protocols, ...headers },
  });

/** A browser's socket, and all it hears. */
async function listen(session: string) {
  const answer = await ask(`hatif, ${session}`);
  expect(answer.status).toBe(101);
  expect(answer.headers.get('sec-websocket-protocol')).toBe('hatif');
  const socket = answer.webSocket!;
  const heard: Push[] = [];
  const other: string[] = [];
  let closedWith = 0;
  socket.addEventListener('message', ({ data }) => {
    if (data === pushPong) other.push(data);
    else heard.push(pushSchema.parse(JSON.parse(String(data))));
  });
  socket.addEventListener('close', ({ code }) => {
    closedWith = code;
  });
  socket.accept();
  return {
    socket,
    other,
    closedWith: () => closedWith,
    elsewhere: () => heard.flatMap((message) => (message.push === 'elsewhere' ? [message.busy] : [])),
    say: (busy: boolean) => socket.send(JSON.stringify({ proven: true, busy, quiet: false })),
    phases: () => heard.flatMap((message) => (message.push === 'call' ? [message.call.phase] : [])),
    standing: async () => {
      await vi.waitFor(() => expect(heard[0]).toBeDefined());
      return heard[0]?.push === 'standing' ? heard[0].calls : null;
    },
  };
}

const leg = (parent: string, CallSid: string, CallStatus: string, SequenceNumber: number) =>
  backend.twilio('/api/calls/webhook/status', { CallSid, ParentCallSid: parent, CallStatus, SequenceNumber: String(SequenceNumber) });

describe('the push socket', () => {
  test('tells every browser of the agent what becomes of a call, and nobody else', async () => {
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
    expect(elsewhere.phases()).toEqual([]);
  });

  test('says on connecting which calls are on and which ended just now', async () => {
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

  test('lives on while its object sleeps', async () => {
    const browser = await listen(agent.session);
    await browser.standing();
    await evictDurableObject(env.AGENT_HUBS.getByName(agent.identity), { webSockets: 'hibernate' });
    browser.socket.send(pushPing);
    await vi.waitFor(() => expect(browser.other).toEqual([pushPong]));
    const { sid } = await dial(backend, agent.identity);
    await leg(sid, newSid(), 'ringing', 0);
    await vi.waitFor(() => expect(browser.phases()).toEqual(['ringing']));
  });

  test('each message has more reports than the last, or is the last again', async () => {
    const { sid } = await dial(backend, agent.identity);
    const child = newSid();
    await leg(sid, child, 'ringing', 1);
    await leg(sid, child, 'initiated', 0);
    const call = await (await backend.get(`/api/calls/${sid}`, agent.session)).json<{ reports: number }>();
    expect(call.reports).toBe(2);
  });

  test('closes when the agent is removed', async () => {
    const leaver = await joinAgent(backend);
    const browser = await listen(leaver.session);
    await backend.admin('POST', 'revocations', { name: leaver.name });
    await vi.waitFor(() => expect(browser.closedWith()).toBe(sessionEndedCode));
    expect(await problemIn(await ask(`hatif, ${leaver.session}`))).toEqual({ status: 401, problem: 'session-revoked' });
  });
});

const last = (told: boolean[]) => told.at(-1);

describe('a call in another browser', () => {
  test('is told to the others, and that it is over, also when that browser is gone', async () => {
    const busy = await joinAgent(backend);
    const { code } = await (await backend.admin('POST', 'pairing-codes', { name: busy.name })).json<{ code: string }>();
    const { session } = await (await backend.pair(code, 'Chrome on Windows')).json<{ session: string }>();
    const [one, two] = await Promise.all([listen(busy.session), listen(session)]);
    one.say(false);
    two.say(true);
    await vi.waitFor(() => expect(last(one.elsewhere())).toBe(true));
    expect(last(two.elsewhere())).toBe(false);
    two.say(false);
    await vi.waitFor(() => expect(last(one.elsewhere())).toBe(false));
    two.say(true);
    await vi.waitFor(() => expect(last(one.elsewhere())).toBe(true));
    two.socket.close(1000);
    await vi.waitFor(() => expect(last(one.elsewhere())).toBe(false));
  });

  test('is no other’s when the same browser left a socket behind', async () => {
    const alone = await joinAgent(backend);
    const left = await listen(alone.session);
    left.say(true);
    await vi.waitFor(() => expect(left.elsewhere()).toEqual([false]));
    const back = await listen(alone.session);
    back.say(false);
    await vi.waitFor(() => expect(back.elsewhere()).toEqual([false]));
  });
});

describe('who is let in', () => {
  test.each([
    { title: 'no session', protocols: 'hatif', status: 401, problem: 'not-paired' },
    { title: 'an unknown session', protocols: 'hatif, nobody', status: 401, problem: 'session-revoked' },
    { title: 'another protocol', protocols: 'chat, nobody', status: 400, problem: 'request-refused' },
  ])('$title is refused', async ({ protocols, status, problem }) => {
    expect(await problemIn(await ask(protocols))).toEqual({ status, problem });
  });

  test.each(['https://crm.example', 'chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'null'])(
    'a socket from %s is refused',
    async (origin) => {
      expect(await problemIn(await ask(`hatif, ${agent.session}`, { origin }))).toEqual({ status: 403, problem: 'request-refused' });
    },
  );

  test('a request that is no socket is told so', async () => {
    expect(await problemIn(await ask(`hatif, ${agent.session}`, { upgrade: '' }))).toEqual({ status: 426, problem: 'request-refused' });
  });
});
