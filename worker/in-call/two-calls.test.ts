import { expect, test } from 'vitest';
import { callResource, customer, dial, goodSettings, newSid } from '../testing/test-backend.ts';
import { backend, callInLog, post, testWorld } from '../testing/test-own-phone.ts';

type Legs = { sid: string; leg: string; customerLeg: string; conferenceSid: string; actionPath: string };

const change = (id: string, how: 'hold' | 'resume') => post(`/api/calls/${id}/${how}`, '{}', testWorld.agent.session);
const statusOf = (params: Record<string, string>) => backend.twilio('/api/calls/webhook/status', params);

/** The dialled leg `leg` answers. */
const answers = (sid: string, leg: string, To: string) =>
  statusOf({ CallSid: leg, ParentCallSid: sid, To, CallStatus: 'in-progress', SequenceNumber: '2' });

const conferenceEvent = ({ sid, conferenceSid }: Legs, StatusCallbackEvent: string) =>
  backend.twilio('/api/calls/webhook/conference', { ConferenceSid: conferenceSid, FriendlyName: `call-${sid}`, StatusCallbackEvent });

/** Twilio asks for the action of the `<Dial>` after the leg was moved. */
const followLeg = ({ sid, leg, actionPath }: Legs) =>
  backend.twilio(actionPath, {
    From: customer,
    To: goodSettings.TWILIO_PHONE_NUMBER,
    CallSid: sid,
    CallStatus: 'in-progress',
    DialCallStatus: 'completed',
    DialBridged: 'true',
    DialCallSid: leg,
  });

async function outgoing(): Promise<Legs> {
  const { sid } = await dial(backend, testWorld.agent.identity);
  const leg = newSid();
  await answers(sid, leg, customer);
  return { sid, leg, customerLeg: leg, conferenceSid: `CF${'1'.repeat(32)}`, actionPath: '/api/calls/twiml/dialled' };
}

async function incoming(): Promise<Legs> {
  const [sid, leg] = [newSid(), newSid()];
  await backend.twilio('/api/calls/twiml/inbound', { CallSid: sid, From: customer, To: goodSettings.TWILIO_PHONE_NUMBER });
  await answers(sid, leg, `client:${testWorld.agent.identity}`);
  return { sid, leg, customerLeg: sid, conferenceSid: `CF${'2'.repeat(32)}`, actionPath: '/api/calls/twiml/rung?after=browsers&until=0' };
}

/** The path of the customer in the conference of the call. */
const participant = ({ conferenceSid, customerLeg }: Legs) => `Conferences/${conferenceSid}/Participants/${customerLeg}.json`;

test('two calls of one agent are held and resumed each in its own conference, and each ends alone', async () => {
  const [first, second] = [await outgoing(), await incoming()];
  testWorld.respond = async ({ method, path }) => {
    const moved = [first, second].find(({ leg }) => path === `Calls/${leg}.json`);
    if (moved && method === 'POST') {
      await followLeg(moved);
      await conferenceEvent(moved, 'conference-start');
    }
    return Response.json({ ...callResource(first.leg), hold: true });
  };
  for (const [{ sid }, how] of [
    [first, 'hold'],
    [second, 'hold'],
    [first, 'resume'],
  ] as const)
    expect((await change(sid, how)).status).toBe(200);
  const holds = testWorld.requests.filter(({ path }) => path.startsWith('Conferences/')).map(({ path, form }) => [path, form.get('Hold')]);
  expect(holds).toEqual([
    [participant(first), 'true'],
    [participant(second), 'true'],
    [participant(first), 'false'],
  ]);
  await statusOf({ CallSid: second.leg, ParentCallSid: second.sid, CallStatus: 'completed', SequenceNumber: '3', CallDuration: '9' });
  await conferenceEvent(second, 'conference-end');
  expect((await callInLog(second.sid)).phase).toBe('ended');
  expect((await callInLog(first.sid)).phase).toBe('connected');
  expect((await change(first.sid, 'hold')).status).toBe(200);
});
