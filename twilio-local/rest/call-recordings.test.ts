import { expect, test, vi } from 'vitest';
import { agentHz, bridgedCall, customerHz, recordedTones, wait } from '../testing/talk.ts';
import { agentPhone, customer, useTestWorld, waitOptions } from '../testing/test-world.ts';

const world = useTestWorld();
// Tones are measured over a second, several times in a test.
vi.setConfig({ testTimeout: 30_000 });

type Recording = {
  sid: string;
  call_sid: string;
  status: string;
  duration: string | null;
  channels: number;
  source: string;
  track: string;
};
type RestFailure = { code: number; status: number };

const start = (callSid: string, form: Record<string, string> = {}) =>
  world().rest<Recording>('POST', `/Calls/${callSid}/Recordings.json`, { RecordingChannels: 'dual', ...form });
const update = (callSid: string, recordingSid: string, form: Record<string, string>) =>
  world().rest<Recording>('POST', `/Calls/${callSid}/Recordings/${recordingSid}.json`, form);
const fetchRecording = (sid: string) => world().rest<Recording>('GET', `/Recordings/${sid}.json`);
const callbacks = () => world().backend.requests.filter(({ path }) => path === '/recording');

/** True when each stretch has one tone, near `hz`. */
const isAll = (stretches: number[][], hz: number) =>
  stretches.length > 0 && stretches.every(([tone = 0, ...others]) => others.length === 0 && Math.abs(tone - hz) <= 6);

test('a dual recording has the leg in the first channel and the other voice in the second, and ends with the call', async () => {
  const { backend, control, rest } = world();
  const { parent } = await bridgedCall(world());
  const started = await start(parent, {
    RecordingStatusCallback: `${backend.url}/recording`,
    RecordingStatusCallbackEvent: 'in-progress completed absent',
  });
  const { sid } = started.body;
  expect(started).toMatchObject({
    status: 201,
    body: { call_sid: parent, status: 'in-progress', duration: null, channels: 2, source: 'StartCallRecordingAPI', track: 'both' },
  });
  await wait(2500);
  expect((await rest(`GET`, `/Recordings/${sid}.wav`).catch(() => ({ status: 0 }))).status).toBe(404);
  await control('POST', `/control/phones/${customer}/hangup`);
  expect(isAll((await recordedTones(world(), sid, 0)).slice(0, 2), customerHz)).toBe(true);
  expect(isAll((await recordedTones(world(), sid, 1)).slice(0, 2), agentHz)).toBe(true);
  await vi.waitFor(
    () => expect(callbacks().map(({ parameters }) => parameters.RecordingStatus)).toEqual(['in-progress', 'completed']),
    waitOptions,
  );
  expect(callbacks().every(({ signed }) => signed)).toBe(true);
  expect(callbacks()[1]?.parameters).toMatchObject({
    CallSid: parent,
    RecordingSid: sid,
    RecordingChannels: '2',
    RecordingSource: 'StartCallRecordingAPI',
    RecordingTrack: 'both',
  });
  const list = await rest<{ recordings: Recording[] }>('GET', `/Calls/${parent}/Recordings.json`);
  expect(list.body.recordings.map((recording) => recording.sid)).toEqual([sid]);
});

test.each([
  ['silence', {}, true],
  ['nothing', { PauseBehavior: 'skip' }, false],
])('a paused stretch is %s in the file', async (_, behaviour, isKept) => {
  const { parent } = await bridgedCall(world());
  const { sid } = (await start(parent, { RecordingChannels: 'mono' })).body;
  await wait(1000);
  expect((await update(parent, 'Twilio.CURRENT', { Status: 'paused', ...behaviour })).body).toMatchObject({ sid, status: 'paused' });
  await wait(2000);
  expect((await update(parent, sid, { Status: 'in-progress' })).body.status).toBe('in-progress');
  await wait(1000);
  expect((await update(parent, sid, { Status: 'stopped' })).body.status).toBe('stopped');
  const stretches = await recordedTones(world(), sid, 0, 0.5);
  // Both voices at the start and at the end: the recording is mono.
  expect(stretches[0]).toHaveLength(2);
  expect(stretches.at(-1)).toHaveLength(2);
  expect(stretches.filter((tones) => tones.length === 0).length).toBeGreaterThanOrEqual(isKept ? 3 : 0);
  expect(stretches.length).toBeLessThanOrEqual(isKept ? 10 : 5);
  expect(stretches.length).toBeGreaterThanOrEqual(isKept ? 7 : 3);
  const { body } = await fetchRecording(sid);
  expect(body).toMatchObject({ status: 'completed', duration: isKept ? '4' : '2' });
});

test('a recording of a dialled leg belongs to the parent, and hears the dialled leg first', async () => {
  const { parent, child } = await bridgedCall(world());
  const { body } = await start(child);
  expect(body.call_sid).toBe(parent);
  await wait(1500);
  expect((await update(child, body.sid, { Status: 'stopped' })).status).toBe(404);
  expect((await update(parent, body.sid, { Status: 'stopped' })).status).toBe(200);
  expect(isAll((await recordedTones(world(), body.sid, 0)).slice(0, 1), agentHz)).toBe(true);
  expect(isAll((await recordedTones(world(), body.sid, 1)).slice(0, 1), customerHz)).toBe(true);
});

test('one track is one channel with one voice', async () => {
  const { parent } = await bridgedCall(world());
  const { body } = await start(parent, { RecordingTrack: 'outbound' });
  expect(body).toMatchObject({ channels: 1, track: 'outbound' });
  await wait(1500);
  await update(parent, body.sid, { Status: 'stopped' });
  expect(isAll((await recordedTones(world(), body.sid, 0)).slice(0, 1), agentHz)).toBe(true);
});

test('a recording that is too short is absent with 16101, and only a callback that asks for it says so', async () => {
  const { backend, rest } = world();
  const { parent } = await bridgedCall(world());
  const asks = { RecordingStatusCallback: `${backend.url}/recording`, RecordingStatusCallbackEvent: 'absent' };
  const { sid } = (await start(parent, asks)).body;
  await update(parent, sid, { Status: 'stopped' });
  await vi.waitFor(() => expect(callbacks()[0]?.parameters).toMatchObject({ RecordingStatus: 'absent', ErrorCode: '16101' }), waitOptions);
  expect((await fetchRecording(sid)).body).toMatchObject({ status: 'absent', duration: '-1', error_code: 16101 });
  backend.requests.length = 0;
  const second = (await start(parent, { RecordingStatusCallback: `${backend.url}/recording` })).body;
  await update(parent, second.sid, { Status: 'stopped' });
  await vi.waitFor(async () => expect((await fetchRecording(second.sid)).body.status).toBe('absent'), waitOptions);
  await rest('POST', `/Calls/${parent}.json`, { Status: 'completed' });
  await vi.waitFor(() => expect(backend.statuses('/line-status')).toEqual(['completed']), waitOptions);
  expect(callbacks()).toEqual([]);
});

test('a second recording of a leg succeeds and records nothing', async () => {
  const { parent } = await bridgedCall(world());
  const first = (await start(parent)).body;
  const second = await start(parent);
  expect(second.status).toBe(201);
  expect(second.body.sid).not.toBe(first.sid);
  expect((await update(parent, second.body.sid, { Status: 'paused' })).status).toBe(404);
  expect((await update(parent, 'Twilio.CURRENT', { Status: 'paused' })).body.sid).toBe(first.sid);
});

test('recordings are refused where there is nothing to record or to change', async () => {
  const { control, placeInboundCall, configurePhone, backend, rest } = world();
  const { parent } = await bridgedCall(world());
  const { sid } = (await start(parent)).body;
  expect(await update(parent, sid, { Status: 'loud' })).toMatchObject({ status: 400, body: { code: 20001 } });
  expect(await rest<RestFailure>('DELETE', `/Recordings/${sid}.json`)).toMatchObject({ status: 409, body: { code: 20009 } });
  await wait(700);
  await control('POST', `/control/phones/${customer}/hangup`);
  await vi.waitFor(async () => expect((await fetchRecording(sid)).body.status).toBe('completed'), waitOptions);
  expect(await update(parent, sid, { Status: 'paused' })).toMatchObject({ status: 400, body: { code: 21220 } });
  expect(await update(parent, 'Twilio.CURRENT', { Status: 'paused' })).toMatchObject({ status: 404, body: { code: 20404 } });
  expect(await start(parent)).toMatchObject({ status: 400, body: { code: 21220 } });
  expect((await rest('DELETE', `/Recordings/${sid}.json`)).status).toBe(204);
  expect((await fetchRecording(sid)).status).toBe(404);
  // A call that rings cannot be recorded.
  await configurePhone(agentPhone, { answer: 'no' });
  backend.twiml.set('/in', `<Response><Dial answerOnBridge="true">${agentPhone}</Dial></Response>`);
  expect(await start(await placeInboundCall())).toMatchObject({ status: 400, body: { code: 21220 } });
});

test.each([
  ['record-from-answer', 1],
  ['record-from-ringing', 1],
  ['record-from-answer-dual', 2],
  ['record-from-ringing-dual', 2],
])('<Dial record="%s"> has %i channels with the right voices', async (record, channels) => {
  const { control, state } = world();
  await bridgedCall(world(), `record="${record}"`);
  await wait(1500);
  await control('POST', `/control/phones/${customer}/hangup`);
  const { recordings } = await vi.waitFor(async () => {
    const now = await state();
    expect(now.recordings).toMatchObject([{ channels, status: 'completed' }]);
    return now;
  }, waitOptions);
  const sid = recordings[0]!.sid;
  const last = async (channel: number) => (await recordedTones(world(), sid, channel)).at(-1);
  if (channels === 1) expect(await last(0)).toHaveLength(2);
  else expect([isAll([(await last(0)) ?? []], customerHz), isAll([(await last(1)) ?? []], agentHz)]).toEqual([true, true]);
});
