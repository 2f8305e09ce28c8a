import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import type { CallEvents } from '../../shared/call-log/call-events.ts';
import { callResource, customer, dial, goodSettings, joinAgent, newSid, problemIn } from '../testing/test-backend.ts';
import { backend, callInLog, placeOwnPhoneCall, post, postAsTwilio, postStatus, restError, testWorld } from '../testing/test-own-phone.ts';

type Legs = { sid: string; leg: string; actionPath: string };

const conferenceSid = `CF${'c'.repeat(32)}`;
const hold = (id: string, session = testWorld.agent.session) => post(`/api/calls/${id}/hold`, '{}', session);
const resume = (id: string, session = testWorld.agent.session) => post(`/api/calls/${id}/resume`, '{}', session);
const sent = () => testWorld.requests.map(({ method, path, form }) => `${method} ${path} ${form.get('Hold') ?? ''}`.trim());
const statusOf = (params: Record<string, string>) => backend.twilio('/api/calls/webhook/status', params);

/** The dialled leg `leg` answers. */
const answers = (sid: string, leg: string, To: string) =>
  statusOf({ CallSid: leg, ParentCallSid: sid, To, CallStatus: 'in-progress', SequenceNumber: '2' });

const conferenceEvent = (sid: string, StatusCallbackEvent: string) =>
  backend.twilio('/api/calls/webhook/conference', { ConferenceSid: conferenceSid, FriendlyName: `call-${sid}`, StatusCallbackEvent });

/** Twilio asks for the action of the `<Dial>` after the leg was moved; the caller gets this TwiML. */
async function followLeg({ sid, leg, actionPath }: Legs): Promise<string> {
  const params = { CallSid: sid, CallStatus: 'in-progress', DialCallStatus: 'completed', DialBridged: 'true', DialCallSid: leg };
  return (await backend.twilio(actionPath, { From: customer, To: goodSettings.TWILIO_PHONE_NUMBER, ...params })).text();
}

/** A Twilio where redirects and holds succeed. @returns the TwiML of the caller, once it has followed its leg */
function acceptingTwilio(legs: Legs): { caller: string[] } {
  const caller: string[] = [];
  testWorld.respond = async ({ method, path }) => {
    if (path === `Calls/${legs.leg}.json` && method === 'POST') {
      caller.push(await followLeg(legs));
      await conferenceEvent(legs.sid, 'conference-start');
    }
    return Response.json({ ...callResource(legs.leg), hold: true });
  };
  return { caller };
}

async function outgoing(): Promise<Legs> {
  const { sid } = await dial(backend, testWorld.agent.identity);
  const leg = newSid();
  await answers(sid, leg, customer);
  return { sid, leg, actionPath: '/api/calls/twiml/dialled' };
}

async function callIn(): Promise<string> {
  const sid = newSid();
  await backend.twilio('/api/calls/twiml/inbound', { CallSid: sid, From: customer, To: goodSettings.TWILIO_PHONE_NUMBER });
  return sid;
}

async function incoming(): Promise<Legs> {
  const sid = await callIn();
  const leg = newSid();
  await answers(sid, leg, `client:${testWorld.agent.identity}`);
  return { sid, leg, actionPath: '/api/calls/twiml/rung?after=browsers&until=0' };
}

/** A voicemail picks up and ends; then the agent answers on their phone and presses 1. */
async function incomingOnOwnPhone(): Promise<Legs & { session: string }> {
  const number = '+966500000193';
  const { session } = await joinAgent(backend, number);
  const sid = await callIn();
  const [missed, leg] = [newSid(), newSid()];
  await answers(sid, missed, '+966500000191');
  await statusOf({ CallSid: missed, ParentCallSid: sid, To: '+966500000191', CallStatus: 'completed', SequenceNumber: '3' });
  await answers(sid, leg, number);
  await backend.twilio(`/api/calls/twiml/accepted?call=${sid}`, { CallSid: leg, To: number, CallStatus: 'in-progress', Digits: '1' });
  return { sid, leg, session, actionPath: '/api/calls/twiml/rung?after=phones&until=0' };
}

async function ownPhone(): Promise<Legs> {
  const { sid } = await placeOwnPhoneCall();
  await postStatus(sid, 'in-progress', 2);
  const pressed = testWorld.requests[0]!.form.get('Url')!.replace('/own-phone?', '/own-phone-pressed?');
  await postAsTwilio(pressed, { CallSid: sid, Digits: '1' });
  const leg = newSid();
  await answers(sid, leg, customer);
  testWorld.requests = [];
  return { sid, leg, actionPath: '/api/calls/twiml/dialled' };
}

describe.each([
  ['an outgoing call', outgoing, 'leg'],
  ['an incoming call', incoming, 'sid'],
  ['a call through the own phone', ownPhone, 'leg'],
] as const)('%s', (_, place, customerLeg) => {
  test('is lifted into a conference at the first hold, the dialled leg first, and only the customer is held', async () => {
    const legs = await place();
    const { caller } = acceptingTwilio(legs);
    const participant = `Conferences/${conferenceSid}/Participants/${legs[customerLeg]}.json`;
    expect((await hold(legs.sid)).status).toBe(200);
    expect(sent()).toEqual([`POST Calls/${legs.leg}.json`, `POST ${participant} true`]);
    const twiml = testWorld.requests[0]!.form.get('Twiml')!;
    expect(twiml).toContain(`endConferenceOnExit="true" waitUrl=""`);
    expect(twiml).toContain(`>call-${legs.sid}</Conference>`);
    expect(caller).toEqual([twiml]);
    expect((await callInLog(legs.sid)).phase).toBe('connected');
    expect((await resume(legs.sid)).status).toBe(200);
    expect((await hold(legs.sid)).status).toBe(200);
    expect(sent().slice(2)).toEqual([`POST ${participant} false`, `POST ${participant} true`]);
  });

  test('has its row right after it ends, with the time of the whole conversation', async () => {
    const legs = await place();
    acceptingTwilio(legs);
    await hold(legs.sid);
    const { answeredAt } = await callInLog(legs.sid);
    const Timestamp = new Date(Date.parse(answeredAt!) + 42_000).toUTCString();
    const end = { ParentCallSid: legs.sid, CallStatus: 'completed', SequenceNumber: '3', CallDuration: '42', Timestamp };
    await statusOf({ CallSid: legs.leg, ...end });
    await conferenceEvent(legs.sid, 'conference-end');
    expect(await callInLog(legs.sid)).toMatchObject({
      phase: 'ended',
      outcome: 'completed',
      agent: testWorld.agent.identity,
      problem: null,
    });
    expect((await callInLog(legs.sid)).talkSeconds).toBeGreaterThanOrEqual(41);
    for (const change of [hold, resume])
      expect(await problemIn(await change(legs.sid))).toEqual({ status: 409, problem: 'call-not-connected' });
  });
});

test('a hold and a resume are in the history of the call, by the agent, and its row tells that the history grew', async () => {
  const legs = await outgoing();
  acceptingTwilio(legs);
  expect(await callInLog(legs.sid)).not.toHaveProperty('actions');
  await hold(legs.sid);
  expect((await callInLog(legs.sid)).actions).toBe(1);
  await resume(legs.sid);
  expect((await callInLog(legs.sid)).actions).toBe(2);
  const { events } = await (await backend.get(`/api/calls/${legs.sid}/events`, testWorld.agent.session)).json<CallEvents>();
  const at = expect.any(String) as string;
  expect(events.filter(({ source }) => source === 'agent')).toEqual([
    { at, source: 'agent', status: 'held', party: testWorld.agent.name },
    { at, source: 'agent', status: 'resumed', party: testWorld.agent.name },
  ]);
});

test('of an incoming call that rang several phones, the phone on which the agent pressed 1 is moved', async () => {
  const legs = await incomingOnOwnPhone();
  const { caller } = acceptingTwilio(legs);
  expect((await hold(legs.sid, legs.session)).status).toBe(200);
  expect(caller).toHaveLength(1);
  expect(sent()).toEqual([`POST Calls/${legs.leg}.json`, `POST Conferences/${conferenceSid}/Participants/${legs.sid}.json true`]);
});

test('a held call ends no later than one that was never held', async () => {
  const legs = await outgoing();
  acceptingTwilio(legs);
  await env.DB.prepare('UPDATE calls SET answered_at = ?2 WHERE sid = ?1')
    .bind(legs.sid, Date.now() - 30.5 * 60_000)
    .run();
  expect((await hold(legs.sid)).status).toBe(200);
  expect(testWorld.requests[0]!.form.get('Twiml')).toContain(`<Dial timeLimit="${90 * 60}">`);
});

describe('a hold is refused, and changes nothing,', () => {
  test.each([
    [
      'of a call of another agent',
      async () => ({ id: (await outgoing()).sid, session: (await joinAgent(backend)).session }),
      404,
      'call-unknown',
    ],
    ['of a call that nobody knows', async () => ({ id: newSid(), session: testWorld.agent.session }), 404, 'call-unknown'],
    [
      'of a call that rings',
      async () => ({ id: (await dial(backend, testWorld.agent.identity)).sid, session: testWorld.agent.session }),
      409,
      'call-not-connected',
    ],
    ['of an incoming call that rings', async () => ({ id: await callIn(), session: testWorld.agent.session }), 404, 'call-unknown'],
  ])('%s', async (_, place, status, problem) => {
    const { id, session } = await place();
    testWorld.respond = ({ path }) =>
      Response.json(path.startsWith('Calls.json') ? { calls: [] } : callResource(id, { status: 'in-progress' }));
    for (const change of [hold, resume]) expect(await problemIn(await change(id, session))).toEqual({ status, problem });
    expect(testWorld.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  test('while another one is on its way', async () => {
    const legs = await outgoing();
    let second: Response | undefined;
    acceptingTwilio(legs);
    const accept = testWorld.respond;
    testWorld.respond = async (request) => {
      second ??= await hold(legs.sid);
      return accept(request);
    };
    expect((await hold(legs.sid)).status).toBe(200);
    expect(await problemIn(second!)).toEqual({ status: 409, problem: 'call-being-changed' });
    expect(sent()).toHaveLength(2);
    expect((await resume(legs.sid)).status).toBe(200);
  });

  test('when the customer hangs up just before: the call ends as usual', async () => {
    const legs = await outgoing();
    testWorld.respond = () => restError(400, 21220);
    expect(await problemIn(await hold(legs.sid))).toEqual({ status: 409, problem: 'call-not-connected' });
    expect(sent()).toEqual([`POST Calls/${legs.leg}.json`]);
    expect(await followLeg(legs)).toContain('<Hangup/>');
    expect(await callInLog(legs.sid)).toMatchObject({ phase: 'ended', outcome: 'completed' });
  });

  test('when the customer hangs up on the way: the agent does not wait alone', async () => {
    const legs = await outgoing();
    testWorld.respond = async ({ path, form }) => {
      if (path === `Calls/${legs.leg}.json`) {
        expect(await followLeg(legs)).toContain('<Conference');
        await statusOf({ CallSid: legs.leg, ParentCallSid: legs.sid, CallStatus: 'completed', SequenceNumber: '3', CallDuration: '3' });
      } else expect(form.get('Status')).toBe('completed');
      return Response.json(callResource(legs.sid));
    };
    expect(await problemIn(await hold(legs.sid))).toEqual({ status: 409, problem: 'call-not-connected' });
    expect(sent()).toEqual([`POST Calls/${legs.leg}.json`, `POST Calls/${legs.sid}.json`]);
  });
});

test('after a failure of Twilio the next hold succeeds, without another move', async () => {
  const legs = await outgoing();
  acceptingTwilio(legs);
  const accept = testWorld.respond;
  testWorld.respond = (request) => (request.path.startsWith('Conferences/') ? restError(500, 20500) : accept(request));
  expect(await problemIn(await hold(legs.sid))).toEqual({ status: 502, problem: 'phone-service-unreachable' });
  testWorld.respond = accept;
  expect((await hold(legs.sid)).status).toBe(200);
  expect(sent().filter((request) => request.startsWith('POST Calls/'))).toHaveLength(1);
});

test('a lost callback of the conference is replaced by a question to Twilio', { timeout: 20_000 }, async () => {
  const legs = await outgoing();
  testWorld.respond = async ({ method, path }) => {
    if (method === 'GET') return Response.json({ conferences: [{ sid: conferenceSid }] });
    if (path === `Calls/${legs.leg}.json`) await followLeg(legs);
    return Response.json({ ...callResource(legs.leg), hold: true });
  };
  expect((await hold(legs.sid)).status).toBe(200);
  expect(sent()[1]).toBe(`GET Conferences.json?FriendlyName=call-${legs.sid}&Status=in-progress`);
});

test('a lost report of the answer is replaced by a question to Twilio', async () => {
  const { sid } = await dial(backend, testWorld.agent.identity);
  const legs = { sid, leg: newSid(), actionPath: '/api/calls/twiml/dialled' };
  acceptingTwilio(legs);
  const accept = testWorld.respond;
  testWorld.respond = (request) => {
    if (request.method === 'POST') return accept(request);
    const inProgress = { status: 'in-progress' };
    if (request.path.startsWith('Calls.json')) return Response.json({ calls: [callResource(legs.leg, inProgress)] });
    return Response.json(callResource(sid, inProgress));
  };
  expect((await hold(sid)).status).toBe(200);
});

test.each([
  ['name', { FriendlyName: 'call-CA1' }],
  ['sid', { ConferenceSid: 'CF1' }],
])('the callback of a conference with a malformed %s is refused', async (_, wrong) => {
  const params = { ConferenceSid: conferenceSid, FriendlyName: `call-${newSid()}`, StatusCallbackEvent: 'conference-start', ...wrong };
  expect((await backend.twilio('/api/calls/webhook/conference', params)).status).toBe(400);
});
