/** A colleague who talks on their own phone after a transfer is busy until that leg ends. */
import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import type { Colleague } from '../../shared/api.ts';
import { findRingTargets } from '../incoming/ring-targets.ts';
import { reconcileOpenCalls } from '../log-api/reconcile-open-calls.ts';
import { callResource, customer, dial, goodSettings, joinAgent, newSid, openPushSocket } from '../testing/test-backend.ts';
import { backend, baseUrl, placeOwnPhoneCall, post, postAsTwilio, postStatus, testWorld } from '../testing/test-own-phone.ts';

type Joined = Awaited<ReturnType<typeof joinAgent>> & { phone: string };
type Legs = { sid: string; customerLeg: string };

let phones = 10_000;
const twilio = (path: string, params: Record<string, string>) => backend.twilio(path, params);
const pressesOne = (route: string, CallSid: string, transferId: number) =>
  twilio(`/api/calls/twiml/${route}?transfer=${transferId}&step=phone`, { CallSid, Digits: '1' });
const asAgent = (path: string, body: unknown, session: string) => post(path, JSON.stringify(body), session);

/** A colleague whose own phone rings, and nothing else. */
async function joinByPhone(): Promise<Joined> {
  const phone = `+9665000${++phones}`;
  const agent = await joinAgent(backend, phone);
  expect((await asAgent('/api/agent/choices', { ringOwnPhone: true }, agent.session)).status).toBeLessThan(300);
  return { ...agent, phone };
}

const answersOnlyWith = (state: Record<string, unknown>) => {
  testWorld.respond = ({ path }) =>
    path.startsWith('Calls.json?')
      ? Response.json({ calls: [] })
      : Response.json({ ...callResource(/CA\w{32}/.exec(path)?.[0] ?? newSid(), state), hold: true });
};

/** The agent's own call from the browser, whose customer has answered. */
async function connected(): Promise<Legs> {
  const { sid } = await dial(backend, testWorld.agent.identity);
  const customerLeg = newSid();
  await twilio('/api/calls/webhook/status', {
    CallSid: customerLeg,
    ParentCallSid: sid,
    To: customer,
    CallStatus: 'in-progress',
    SequenceNumber: '2',
  });
  answersOnlyWith({});
  return { sid, customerLeg };
}

const customerHangsUp = ({ sid, customerLeg }: Legs) =>
  twilio('/api/calls/webhook/status', {
    CallSid: customerLeg,
    ParentCallSid: sid,
    To: customer,
    CallStatus: 'completed',
    SequenceNumber: '3',
    CallDuration: '9',
  });

const transferIdOf = (sid: string) =>
  env.DB.prepare('SELECT max(id) AS id FROM call_transfers WHERE call_sid = ?').bind(sid).first<number>('id') as Promise<number>;

/** The call is sent to the colleague's own phone, which presses 1. */
async function takesOver({ sid }: Legs, { identity }: Joined): Promise<number> {
  expect((await asAgent(`/api/calls/${sid}/transfer`, { to: identity, ask: false }, testWorld.agent.session)).status).toBe(200);
  const id = await transferIdOf(sid);
  await pressesOne('transfer-accepted', newSid(), id);
  return id;
}

/** What the list of colleagues says of the agent, and whether an incoming call would ring the phone. */
async function stateOf({ identity, phone }: { identity: string; phone: string }) {
  const asking = await joinAgent(backend);
  const { agents } = await (await backend.get('/api/agents', asking.session)).json<{ agents: Colleague[] }>();
  const { phones: rung } = await findRingTargets(env.DB, { now: Date.now(), groups: [], limit: 200 });
  return [agents.find((agent) => agent.identity === identity)?.state, rung.includes(phone) ? 'rings' : 'quiet'];
}
const free = ['free', 'rings'];
const busy = ['busy', 'quiet'];
const presenceOf = ({ identity }: Joined) =>
  env.DB.prepare("SELECT busy, idle_since AS idleSince FROM presences WHERE identity = ? AND ring_group = ''")
    .bind(identity)
    .first<{ busy: number; idleSince: number }>();

test('a call that is sent on makes the colleague busy from the press of 1 to the end of the call', async () => {
  const [legs, reem] = [await connected(), await joinByPhone()];
  await asAgent(`/api/calls/${legs.sid}/transfer`, { to: reem.identity, ask: false }, testWorld.agent.session);
  expect(await stateOf(reem)).toEqual(free);
  await pressesOne('transfer-accepted', newSid(), await transferIdOf(legs.sid));
  expect(await stateOf(reem)).toEqual(busy);
  await vi.waitFor(async () => expect(await presenceOf(reem)).toMatchObject({ busy: 1 }));
  await customerHangsUp(legs);
  await vi.waitFor(async () => expect(await presenceOf(reem)).toMatchObject({ busy: 0 }));
  expect((await presenceOf(reem))!.idleSince).toBeGreaterThan(0);
  expect(await stateOf(reem)).toEqual(free);
});

test('a call whose end Twilio never reports makes the colleague free with the next sweep', async () => {
  const [legs, reem] = [await connected(), await joinByPhone()];
  await takesOver(legs, reem);
  await vi.waitFor(async () => expect(await presenceOf(reem)).toMatchObject({ busy: 1 }));
  const ended = { status: 'completed', duration: '20', end_time: new Date().toUTCString() };
  testWorld.respond = ({ path }) =>
    path === `Calls.json?ParentCallSid=${legs.sid}`
      ? Response.json({ calls: [callResource(legs.customerLeg, ended)] })
      : path.startsWith('Calls.json?')
        ? Response.json({ calls: [] })
        : Response.json(callResource(path.slice(6, 40), ended));
  await reconcileOpenCalls({ ...env, ...goodSettings, TWILIO_API_BASE_URL: baseUrl }, Date.now() + 60_000);
  expect(await stateOf(reem)).toEqual(free);
  await vi.waitFor(async () => expect(await presenceOf(reem)).toMatchObject({ busy: 0 }));
});

test('who answered a transfer in the browser is not counted as on the own phone', async () => {
  const [legs, reem] = [await connected(), await joinByPhone()];
  await asAgent(`/api/calls/${legs.sid}/transfer`, { to: reem.identity, ask: false }, testWorld.agent.session);
  const callback = `/api/calls/webhook/status?of=${legs.sid}&transfer=${await transferIdOf(legs.sid)}&step=browser`;
  const params = { CallSid: newSid(), ParentCallSid: legs.customerLeg, To: `client:${reem.identity}`, SequenceNumber: '2' };
  await twilio(callback, { ...params, CallStatus: 'in-progress' });
  expect((await (await backend.get(`/api/calls/${legs.sid}`, reem.session)).json<{ transfer: object }>()).transfer).toMatchObject({
    stage: 'done',
  });
  expect(await stateOf(reem)).toEqual(free);
});

test('a colleague who sends the call on is free at once, and who gets it back is busy again', async () => {
  const [legs, reem, omar] = [await connected(), await joinByPhone(), await joinByPhone()];
  await takesOver(legs, reem);
  await asAgent(`/api/calls/${legs.sid}/transfer`, { to: omar.identity, ask: false }, reem.session);
  expect(await stateOf(reem)).toEqual(free);
  await pressesOne('transfer-accepted', newSid(), await transferIdOf(legs.sid));
  expect([await stateOf(reem), await stateOf(omar)]).toEqual([free, busy]);
  await asAgent(`/api/calls/${legs.sid}/transfer`, { to: reem.identity, ask: false }, omar.session);
  await pressesOne('transfer-accepted', newSid(), await transferIdOf(legs.sid));
  expect([await stateOf(reem), await stateOf(omar)]).toEqual([busy, free]);
});

/** Asked colleagues need a conference: the database says that the call is in one. */
async function asks(legs: Legs, { identity }: Joined): Promise<{ id: number; leg: string }> {
  const insert = 'INSERT INTO call_conferences (call_sid, moved_sid, conference_sid, busy_until) VALUES (?, ?, ?, 0)';
  await env.DB.prepare(insert)
    .bind(legs.sid, legs.customerLeg, `CF${'1'.repeat(32)}`)
    .run();
  expect((await asAgent(`/api/calls/${legs.sid}/transfer`, { to: identity, ask: true }, testWorld.agent.session)).status).toBe(200);
  const id = await transferIdOf(legs.sid);
  const leg = newSid();
  await env.DB.prepare('UPDATE call_transfers SET leg_sid = ? WHERE id = ?').bind(leg, id).run();
  return { id, leg };
}

test.each([
  ['cancel', free],
  ['complete', busy],
  ['merge', busy],
])('a colleague who is asked on the own phone is busy from the press of 1; after %s %o', async (way, expected) => {
  const [legs, reem] = [await connected(), await joinByPhone()];
  const { id, leg } = await asks(legs, reem);
  expect(await stateOf(reem)).toEqual(free);
  await pressesOne('asked-pressed', leg, id);
  expect(await stateOf(reem)).toEqual(busy);
  expect((await post(`/api/calls/${legs.sid}/transfer/${way}`, '', testWorld.agent.session)).status).toBe(200);
  expect(await stateOf(reem)).toEqual(expected);
  await vi.waitFor(async () => expect(await presenceOf(reem)).toMatchObject({ busy: Number(expected === busy) }));
  await customerHangsUp(legs);
  expect(await stateOf(reem)).toEqual(free);
});

test.each([
  ['an outside number', '+966555010177'],
  ['voicemail', 'voicemail'],
])('an agent whose own-phone call goes to %s is free, while the customer talks on', async (_, to) => {
  await asAgent('/api/agent/choices', { ringOwnPhone: true }, testWorld.agent.session);
  const agent = { ...testWorld.agent, phone: '+966500000177' };
  const { sid } = await placeOwnPhoneCall();
  await postStatus(sid, 'in-progress', 2);
  await postAsTwilio(testWorld.requests[0]!.form.get('Url')!.replace('/own-phone?', '/own-phone-pressed?'), { CallSid: sid, Digits: '1' });
  const params = { CallSid: newSid(), ParentCallSid: sid, To: customer, CallStatus: 'in-progress', SequenceNumber: '2' };
  await twilio('/api/calls/webhook/status', params);
  answersOnlyWith({});
  expect((await stateOf(agent))[0]).toBe('busy');
  expect((await asAgent(`/api/calls/${sid}/transfer`, { to, ask: false }, testWorld.agent.session)).status).toBe(200);
  expect((await stateOf(agent))[0]).toBe('free');
});

test('the browsers of both agents get each stage of the transfer', async () => {
  const [legs, reem] = [await connected(), await joinByPhone()];
  const received = await Promise.all(
    [testWorld.agent, reem].map(async ({ session }) => {
      const socket = (await openPushSocket(backend, session)).webSocket!;
      const stages: (string | undefined)[] = [];
      socket.addEventListener('message', ({ data }) => {
        const message = JSON.parse(data as string) as { push: string; call?: { id: string; transfer?: { stage: string } } };
        if (message.call?.id === legs.sid) stages.push(message.call.transfer?.stage);
      });
      socket.accept();
      return stages;
    }),
  );
  await takesOver(legs, reem);
  await vi.waitFor(() => received.forEach((stages) => expect(stages).toContain('done')));
  expect(received[1]).not.toContain('ringing');
});
