/** Recorded calls in tests: a Twilio that records, calls of three kinds, and Twilio's callback about a recording. */
import type { CallEvents } from '../../shared/call-log/call-events.ts';
import type { LoggedCall } from '../../shared/api.ts';
import { callResource, customer, dial, goodSettings, newSid, startBackend } from './test-backend.ts';
import { baseUrl, placeOwnPhoneCall, post, postAsTwilio, postStatus, testWorld } from './test-own-phone.ts';

export const onDemand = startBackend({ TWILIO_API_BASE_URL: baseUrl, RECORDING: 'on-demand' });
export const always = startBackend({ TWILIO_API_BASE_URL: baseUrl, RECORDING: 'always' });
export type RecordingBackend = typeof onDemand;

export const record = (id: string, action: string, { session = testWorld.agent.session, on = onDemand } = {}) =>
  post(`/api/calls/${id}/recording`, JSON.stringify({ action }), session, on);
export const callInLog = async (id: string, session = testWorld.agent.session) =>
  (await onDemand.get(`/api/calls/${id}`, session)).json<LoggedCall>();
export const statesOf = async (id: string) => (await callInLog(id)).recordings?.map(({ state, seconds }) => [state, seconds]);
export const newRecordingSid = () => newSid().replace('CA', 'RE');
export const eventsOf = async (id: string) => {
  const { events } = await (await onDemand.get(`/api/calls/${id}/events`, testWorld.agent.session)).json<CallEvents>();
  return events
    .filter(({ status }) => status.startsWith('recording'))
    .map(({ source, status, party }) => [source, status, party === testWorld.agent.name ? 'agent' : party]);
};

/** What Twilio was asked about recordings. */
export const asked = () =>
  testWorld.requests
    .filter(({ path }) => path.includes('Recordings'))
    .map(({ method, path, form }) => `${method} ${path} ${form.get('Status') ?? form.get('RecordingChannels') ?? ''}`.trim());

/** A Twilio that keeps each recording under `owner`. */
export function recordingTwilio(owner: string): { sid: () => string } {
  let sid = '';
  testWorld.requests = [];
  testWorld.respond = ({ method, path }) => {
    if (method === 'POST' && path.endsWith('/Recordings.json')) sid = newRecordingSid();
    return path.includes('Recordings') ? Response.json({ sid, call_sid: owner }, { status: 201 }) : Response.json(callResource(owner));
  };
  return { sid: () => sid };
}

type Legs = { sid: string; leg: string; customerLeg: string; owner: string };
export const answers = (on: RecordingBackend, sid: string, leg: string, To: string) =>
  on.twilio('/api/calls/webhook/status', { CallSid: leg, ParentCallSid: sid, To, CallStatus: 'in-progress', SequenceNumber: '2' });

export async function outgoing(on = onDemand): Promise<Legs> {
  const { sid } = await dial(on, testWorld.agent.identity);
  const leg = newSid();
  await answers(on, sid, leg, customer);
  return { sid, leg, customerLeg: leg, owner: sid };
}

export async function incoming(on = onDemand): Promise<Legs> {
  const sid = newSid();
  await on.twilio('/api/calls/twiml/inbound', { CallSid: sid, From: customer, To: goodSettings.TWILIO_PHONE_NUMBER });
  const leg = newSid();
  await answers(on, sid, leg, `client:${testWorld.agent.identity}`);
  return { sid, leg, customerLeg: sid, owner: sid };
}

export async function ownPhone(on = onDemand): Promise<Legs> {
  const { sid } = await placeOwnPhoneCall({}, on);
  await postStatus(sid, 'in-progress', 2);
  await postAsTwilio(
    testWorld.requests[0]!.form.get('Url')!.replace('/own-phone?', '/own-phone-pressed?'),
    { CallSid: sid, Digits: '1' },
    on,
  );
  const leg = newSid();
  await answers(on, sid, leg, customer);
  return { sid, leg, customerLeg: leg, owner: sid };
}

/** The customer's leg ends. */
export const ends = ({ sid, leg }: Legs) =>
  onDemand.twilio('/api/calls/webhook/status', {
    CallSid: leg,
    ParentCallSid: sid,
    To: customer,
    CallStatus: 'completed',
    SequenceNumber: '3',
    CallDuration: '9',
  });

/** Twilio's callback at the address that Twilio was given. */
export const finishes = (RecordingSid: string, RecordingStatus = 'completed', RecordingDuration = '9') => {
  const url = testWorld.requests.findLast(({ path }) => path.endsWith('/Recordings.json'))!.form.get('RecordingStatusCallback')!;
  return postAsTwilio(url, { CallSid: newSid(), RecordingSid, RecordingStatus, RecordingDuration });
};
