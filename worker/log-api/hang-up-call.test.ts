import { describe, expect, test } from 'vitest';
import { callResource, customer, goodSettings, joinAgent, newSid, problemIn } from '../testing/test-backend.ts';
import { backend, requestHangUp, placeOwnPhoneCall, callInLog, postStatus, restError, testWorld } from '../testing/test-own-phone.ts';

const unknownCall = { status: 404, problem: 'call-unknown' };

async function callIn(): Promise<string> {
  const sid = newSid();
  await backend.twilio('/api/calls/twiml/inbound', { CallSid: sid, From: customer, To: goodSettings.TWILIO_PHONE_NUMBER });
  return sid;
}

/** A browser of the agent answers the incoming call `parent`. */
const answerInBrowser = (parent: string, identity: string) =>
  backend.twilio('/api/calls/webhook/status', {
    CallSid: newSid(),
    ParentCallSid: parent,
    To: `client:${identity}`,
    CallStatus: 'in-progress',
    SequenceNumber: '2',
  });

/** The agent presses 1 on their own phone, and has the incoming call `parent`. */
const answerOnOwnPhone = (parent: string, number: string) =>
  backend.twilio(`/api/calls/twiml/accepted?call=${parent}`, { CallSid: newSid(), To: number, CallStatus: 'in-progress', Digits: '1' });

const endedAtTwilio = () => testWorld.requests.filter(({ method }) => method === 'POST').map(({ path }) => path);

describe('the agent who placed a call', () => {
  test.each(['queued', 'ringing', 'in-progress'])('cancels it while their own phone is %s', async (stage) => {
    const { sid, callId } = await placeOwnPhoneCall();
    if (stage !== 'queued') await postStatus(sid, stage, 1);
    testWorld.respond = () => Response.json(callResource(sid));
    expect((await requestHangUp(callId)).status).toBe(200);
    expect(testWorld.requests.at(-1)).toMatchObject({ method: 'POST', path: `Calls/${sid}.json` });
    expect(testWorld.requests.at(-1)!.form.get('Status')).toBe('completed');
    await postStatus(sid, stage === 'in-progress' ? 'completed' : 'canceled', 4);
    expect(await callInLog(sid)).toMatchObject({ phase: 'ended', outcome: 'cancelled', problem: null });
    expect((await requestHangUp(sid)).status).toBe(200);
    expect(testWorld.requests).toHaveLength(2);
  });

  test.each([
    [400, 21220],
    [404, 20404],
  ])('succeeds when the call has ended just before: Twilio answers %i with %i', async (status, code) => {
    const { callId } = await placeOwnPhoneCall();
    testWorld.respond = () => restError(status, code);
    expect((await requestHangUp(callId)).status).toBe(200);
    expect(testWorld.requests).toHaveLength(2);
  });

  test('fails when Twilio fails', async () => {
    const { callId } = await placeOwnPhoneCall();
    testWorld.respond = () => restError(400, 21999);
    expect(await problemIn(await requestHangUp(callId))).toEqual({ status: 502, problem: 'twilio-error' });
  });

  test('ends it while the request to Twilio is pending: the call ends as soon as it is made', async () => {
    const callId = crypto.randomUUID();
    const sid = newSid();
    testWorld.respond = async ({ path }) => {
      if (path === 'Calls.json') await requestHangUp(callId);
      return Response.json(callResource(sid), { status: 201 });
    };
    await placeOwnPhoneCall({ callId });
    expect(testWorld.requests.map(({ path }) => path)).toEqual(['Calls.json', `Calls/${sid}.json`]);
  });
});

describe('the agent who answered an incoming call ends it', () => {
  test('when they answered in a browser', async () => {
    const sid = await callIn();
    await answerInBrowser(sid, testWorld.agent.identity);
    testWorld.respond = () => Response.json(callResource(sid));
    expect((await requestHangUp(sid)).status).toBe(200);
    expect(endedAtTwilio()).toEqual([`Calls/${sid}.json`]);
  });

  test('when they answered on their own phone, whose number a removed agent had before', async () => {
    const number = '+966500000191';
    const former = await joinAgent(backend, number);
    await backend.admin('POST', 'revocations', { name: former.name });
    const agent = await joinAgent(backend, number);
    const sid = await callIn();
    await answerOnOwnPhone(sid, number);
    testWorld.respond = () => Response.json(callResource(sid));
    expect((await requestHangUp(sid, agent.session)).status).toBe(200);
    expect(endedAtTwilio()).toEqual([`Calls/${sid}.json`]);
  });
});

// In each test the owner ends the call at last: the one request to Twilio shows that the earlier ones sent none.
describe('another agent', () => {
  test('cannot end an outgoing call', async () => {
    const { sid } = await placeOwnPhoneCall();
    const other = await joinAgent(backend);
    testWorld.respond = () => Response.json(callResource(sid));
    expect(await problemIn(await requestHangUp(sid, other.session))).toEqual(unknownCall);
    expect(await callInLog(sid)).toMatchObject({ phase: 'queued', reports: 1 });
    expect((await requestHangUp(sid)).status).toBe(200);
    expect(endedAtTwilio()).toEqual(['Calls.json', `Calls/${sid}.json`]);
  });

  test('cannot end an incoming call that a colleague answered, though they can read it', async () => {
    const sid = await callIn();
    const other = await joinAgent(backend);
    await answerInBrowser(sid, testWorld.agent.identity);
    const before = await callInLog(sid);
    testWorld.respond = () => Response.json(callResource(sid));
    expect(await problemIn(await requestHangUp(sid, other.session))).toEqual(unknownCall);
    expect((await backend.get(`/api/calls/${sid}`, other.session)).status).toBe(200);
    expect(await callInLog(sid)).toEqual(before);
    expect((await requestHangUp(sid)).status).toBe(200);
    expect(endedAtTwilio()).toEqual([`Calls/${sid}.json`]);
  });
});

test('no agent can end an incoming call that still rings; the agent who then answers can', async () => {
  const sid = await callIn();
  const other = await joinAgent(backend);
  testWorld.respond = () => Response.json(callResource(sid));
  for (const session of [testWorld.agent.session, other.session]) {
    expect(await problemIn(await requestHangUp(sid, session))).toEqual(unknownCall);
  }
  expect((await callInLog(sid)).phase).toBe('ringing');
  await answerInBrowser(sid, testWorld.agent.identity);
  expect((await requestHangUp(sid)).status).toBe(200);
  expect(endedAtTwilio()).toEqual([`Calls/${sid}.json`]);
});
