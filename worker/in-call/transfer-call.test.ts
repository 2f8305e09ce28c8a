/** What transfers leave in the database and in TwiML; `e2e/transfer-*.test.ts` has who hears whom. */
import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import type { CallPage } from '../../shared/api.ts';
import { callEventsSchema } from '../../shared/call-log/call-events.ts';
import { callResource, customer, dial, goodSettings, joinAgent, newSid, problemIn, startBackend } from '../testing/test-backend.ts';
import { seedPresences } from '../testing/seed-presence.ts';
import { backend, baseUrl, callInLog, post, testWorld } from '../testing/test-own-phone.ts';

type Legs = { sid: string; leg: string };

const outside = '+966555010177';
const statusOf = (params: Record<string, string>, query = '') => backend.twilio(`/api/calls/webhook/status${query}`, params);
const transfer = (sid: string, body: unknown, session = testWorld.agent.session, on = backend) =>
  post(`/api/calls/${sid}/transfer`, JSON.stringify(body), session, on);
const sent = () => testWorld.requests.filter(({ method }) => method === 'POST').map(({ path }) => path);
const twimlSent = () => testWorld.requests.find(({ form }) => form.has('Twiml'))!.form.get('Twiml')!;
const urlsIn = (twiml: string, attribute: string) =>
  new RegExp(`${attribute}="([^"]*)"`).exec(twiml)![1]!.replaceAll('&amp;', '&').replace(goodSettings.PUBLIC_URL, '');

/** The customer of an outgoing call has answered. */
async function connected(on = backend): Promise<Legs> {
  const { sid } = await dial(on, testWorld.agent.identity);
  const leg = newSid();
  await statusOf({ CallSid: leg, ParentCallSid: sid, To: customer, CallStatus: 'in-progress', SequenceNumber: '2' });
  testWorld.respond = ({ path }) => Response.json(callResource(/CA\w{32}/.exec(path)?.[0] ?? newSid()));
  return { sid, leg };
}

/** A colleague with a browser that can ring. */
async function colleague(): Promise<{ identity: string; name: string; session: string }> {
  const joined = await joinAgent(backend);
  await env.DB.prepare(
    "INSERT INTO presences (identity, ring_group, rings_browser, rings_phone, busy, idle_since, expires_at) VALUES (?, '', 1, 0, 0, 0, ?)",
  )
    .bind(joined.identity, Date.now() + 60_000)
    .run();
  return joined;
}

/** What rang for the customer has ended; answers with the next TwiML. */
const after = async (twiml: string, { leg }: Legs, DialCallStatus: string, more: Record<string, string> = {}) =>
  (await backend.twilio(urlsIn(twiml, 'action'), { CallSid: leg, CallStatus: 'in-progress', DialCallStatus, ...more })).text();

test('the customer’s leg alone moves, and rings the browser of the colleague with the agent’s name', async () => {
  const legs = await connected();
  const { identity } = await colleague();
  expect((await transfer(legs.sid, { to: identity, ask: false })).status).toBe(200);
  expect(sent()).toEqual([`Calls/${legs.leg}.json`]);
  expect(twimlSent()).toContain(`<Identity>${identity}</Identity>`);
  expect(twimlSent()).toContain(`<Parameter name="by" value="${testWorld.agent.name}"/>`);
  expect(twimlSent()).toContain(`<Parameter name="call" value="${legs.sid}"/>`);
  expect(await (await backend.twilio('/api/calls/twiml/dialled', endOfAgent(legs))).text()).toContain('<Hangup/>');
  expect(await callInLog(legs.sid)).toMatchObject({ phase: 'connected', transfer: { stage: 'ringing', to: expect.any(String) as string } });
});

test('a call that was sent on is in the list of the colleague who answered, and both know to whom it went', async () => {
  const legs = await connected();
  const reem = await colleague();
  const idsIn = async (query = '') => {
    const { calls, nextCursor } = await (await backend.get(`/api/calls?limit=1${query}`, reem.session)).json<CallPage>();
    return { ids: calls.map(({ id }) => id), nextCursor };
  };
  await transfer(legs.sid, { to: reem.identity, ask: false });
  expect((await idsIn()).ids).not.toContain(legs.sid);
  await after(twimlSent(), legs, 'completed', { DialCallSid: newSid(), DialBridged: 'true' });
  const { ids, nextCursor } = await idsIn();
  expect(ids).toEqual([legs.sid]);
  if (nextCursor !== null) expect((await idsIn(`&cursor=${nextCursor}`)).ids).not.toContain(legs.sid);
  for (const session of [reem.session, testWorld.agent.session]) {
    const { events } = callEventsSchema.parse(await (await backend.get(`/api/calls/${legs.sid}/events`, session)).json());
    expect(events.filter(({ status }) => status.startsWith('transfer'))).toMatchObject([
      { source: 'agent', status: 'transfer-sent', party: reem.name },
    ]);
  }
});

const endOfAgent = ({ sid, leg }: Legs) => ({
  CallSid: sid,
  CallStatus: 'in-progress',
  DialCallStatus: 'completed',
  DialBridged: 'true',
  DialCallSid: leg,
});

test('nobody answers: the agent rings again with the colleague’s name, then voicemail records', async () => {
  const legs = await connected();
  const { identity, name } = await colleague();
  await transfer(legs.sid, { to: identity, ask: false });
  const back = await after(twimlSent(), legs, 'no-answer', { DialBridged: 'false' });
  expect(back).toContain(`<Identity>${testWorld.agent.identity}</Identity>`);
  expect(back).toContain(`<Parameter name="why" value="returned"/><Parameter name="by" value="${name}"/>`);
  expect(await after(back, legs, 'no-answer', { DialBridged: 'false' })).toContain('<Record');
  expect((await callInLog(legs.sid)).transfer?.stage).toBe('voicemail');
});

test('a lost callback of the answer is replaced by the end of the conversation', async () => {
  const legs = await connected();
  const { identity } = await colleague();
  await transfer(legs.sid, { to: identity, ask: false });
  expect(await after(twimlSent(), legs, 'completed', { DialBridged: 'true', DialCallSid: newSid() })).toContain('<Hangup/>');
  expect((await callInLog(legs.sid)).transfer?.stage).toBe('done');
});

test.each([
  ['declines: the agent rings', 'decline', '<Client'],
  ['sends it to voicemail: that records at once', 'voicemail', '<Record'],
])('the colleague %s', async (_, route, expected) => {
  const legs = await connected();
  const { identity, session } = await colleague();
  await transfer(legs.sid, { to: identity, ask: false });
  const twiml = twimlSent();
  const rung = newSid();
  const callback = urlsIn(twiml, 'statusCallback');
  await backend.twilio(callback, { CallSid: rung, ParentCallSid: legs.leg, To: `client:${identity}`, CallStatus: 'ringing' });
  testWorld.requests = [];
  expect((await post(`/api/calls/${legs.sid}/${route}`, '', session)).status).toBe(204);
  expect(testWorld.requests.map(({ path, form }) => `${path} ${form.get('Status')}`)).toEqual([`Calls/${rung}.json canceled`]);
  expect(await after(twiml, legs, 'canceled', { DialBridged: 'false' })).toContain(expected);
  expect((await post(`/api/calls/${legs.sid}/${route}`, '', (await joinAgent(backend)).session)).status).not.toBe(204);
});

const secondsOf = () =>
  env.DB.prepare('SELECT seconds FROM talk_time WHERE agent = ?').bind(testWorld.agent.identity).first<number>('seconds');

describe('an outside number', () => {
  test.each([
    [{ MAX_LIVE_CALLS_PER_AGENT: '1' }, 'too-many-live-calls'],
    [{ CALLS_PER_MINUTE: '1' }, 'too-many-calls'],
    [{ ALLOWED_COUNTRIES: 'US' }, 'country-not-allowed'],
  ])('with %o is refused, and the call stays as it was', async (settings, problem) => {
    const legs = await connected();
    const limited = startBackend({ TWILIO_API_BASE_URL: baseUrl, ...settings });
    for (const ask of [false, true]) {
      expect(await problemIn(await transfer(legs.sid, { to: outside, ask }, testWorld.agent.session, limited))).toMatchObject({ problem });
    }
    expect(sent()).toEqual([]);
    expect(await callInLog(legs.sid)).toMatchObject({ phase: 'connected', transfer: null });
    expect((await transfer(legs.sid, { to: outside, ask: false })).status).toBe(200);
  });

  test('that would exceed the minutes of the day is refused', async () => {
    const legs = await connected();
    const limited = startBackend({ TWILIO_API_BASE_URL: baseUrl, MAX_MINUTES_PER_DAY: '1' });
    await env.DB.prepare('UPDATE talk_time SET seconds = 60 WHERE agent = ?').bind(testWorld.agent.identity).run();
    const refused = await transfer(legs.sid, { to: outside, ask: false }, testWorld.agent.session, limited);
    expect(await problemIn(refused)).toEqual({ status: 429, problem: 'agent-minutes-used-up' });
  });

  test('counts its minutes once, for the agent who transferred', async () => {
    const legs = await connected();
    await transfer(legs.sid, { to: outside, ask: false });
    const before = (await secondsOf()) ?? 0;
    const callback = urlsIn(twimlSent(), 'statusCallback');
    const params = { CallSid: newSid(), ParentCallSid: legs.leg, To: outside };
    await backend.twilio(callback, { ...params, CallStatus: 'in-progress', SequenceNumber: '2' });
    const end = { ...params, CallStatus: 'completed', SequenceNumber: '3', CallDuration: '42' };
    for (let times = 0; times < 2; times++) await backend.twilio(callback, end);
    expect((await secondsOf())! - before).toBe(42);
  });
});

const rowOf = async (sid: string) => [
  await env.DB.prepare('SELECT * FROM calls WHERE sid = ?').bind(sid).first(),
  await env.DB.prepare('SELECT * FROM call_transfers WHERE call_sid = ?')
    .bind(sid)
    .all()
    .then(({ results }) => results),
];
const twice = (status: number, problem: string) => [
  { status, problem },
  { status, problem },
];

const refusals = async (sid: string, session = testWorld.agent.session) => {
  const before = await rowOf(sid);
  testWorld.requests = [];
  const answers = [];
  for (const ask of [false, true]) answers.push(await problemIn(await transfer(sid, { to: outside, ask }, session)));
  expect(sent()).toEqual([]);
  expect(await rowOf(sid)).toEqual(before);
  return answers;
};
describe('a transfer is refused, and changes nothing,', () => {
  test('of a call of another agent, and of one that nobody knows', async () => {
    const { sid } = await connected();
    expect(await refusals(sid, (await joinAgent(backend)).session)).toEqual(twice(404, 'call-unknown'));
    expect(await refusals(newSid())).toEqual(twice(404, 'call-unknown'));
  });

  test('of a call that has ended, and of one that rings', async () => {
    const { sid, leg } = await connected();
    await statusOf({ CallSid: leg, ParentCallSid: sid, To: customer, CallStatus: 'completed', SequenceNumber: '3', CallDuration: '9' });
    expect(await refusals(sid)).toEqual(twice(409, 'call-not-connected'));
    const ringing = await dial(backend, testWorld.agent.identity);
    testWorld.respond = ({ path }) =>
      Response.json(path.startsWith('Calls.json') ? { calls: [] } : callResource(ringing.sid, { status: 'in-progress' }));
    expect(await refusals(ringing.sid)).toEqual(twice(409, 'call-not-connected'));
  });

  test('of a call that is on its way to a colleague, as is a hold; afterwards it is the colleague’s', async () => {
    const legs = await connected();
    const { identity } = await colleague();
    await transfer(legs.sid, { to: identity, ask: false });
    const twiml = twimlSent();
    expect(await refusals(legs.sid)).toEqual(twice(409, 'call-being-changed'));
    for (const route of ['hold', 'resume', 'transfer/complete', 'transfer/cancel', 'transfer/merge']) {
      const refused = await post(`/api/calls/${legs.sid}/${route}`, '{}');
      expect(await problemIn(refused)).toEqual({ status: 409, problem: 'call-being-changed' });
    }
    await after(twiml, legs, 'completed', { DialCallSid: newSid(), DialBridged: 'true' });
    expect(await refusals(legs.sid)).toEqual(twice(404, 'call-unknown'));
  });
});

test.each([
  ['without a field', { to: outside }],
  ['with another one', { to: outside, ask: false, now: true }],
  ['with a long target', { to: `+${'9'.repeat(500)}`, ask: false }],
])('a request %s is refused', async (_, body) => {
  const legs = await connected();
  expect(await problemIn(await transfer(legs.sid, body))).toEqual({ status: 400, problem: 'request-refused' });
});

test('a colleague whom nothing can ring is refused by name', async () => {
  const legs = await connected();
  const { identity } = await joinAgent(backend);
  expect(await problemIn(await transfer(legs.sid, { to: identity, ask: true }))).toEqual({ status: 409, problem: 'colleague-unreachable' });
  await seedPresences(env.DB, `gone${newSid()}_`, 1, { expiresAt: Date.now() - 1 });
  expect(sent()).toEqual([]);
});

test('the TwiML of a transfer that nobody knows hangs up, and a malformed one is refused', async () => {
  const params = { CallSid: newSid(), CallStatus: 'in-progress', DialCallStatus: 'busy' };
  for (const route of ['transferred', 'asked', 'asked-pressed', 'transfer-accepted']) {
    const answer = await backend.twilio(`/api/calls/twiml/${route}?transfer=999999&step=browser`, { ...params, Digits: '1' });
    expect(await answer.text()).toContain('<Hangup/>');
    expect((await backend.twilio(`/api/calls/twiml/${route}?transfer=x`, params)).status).toBe(400);
  }
});
