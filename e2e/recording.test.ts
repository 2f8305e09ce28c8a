/** Recordings that an agent on their own phone starts: what each channel has, measured in the file that the backend plays. */
import { describe, expect, test, vi } from 'vitest';
import type { CallEvents } from '../shared/call-log/call-events.ts';
import {
  agent,
  api,
  callByPhone,
  colleague,
  connected,
  control,
  customer,
  ended,
  fetchSound,
  hangUp,
  hears,
  isIdle,
  logged,
  musicHz,
  outside,
  receiveOnPhone,
  reem,
  stageOf,
  talk,
  transfer,
  vars,
  waiting,
} from './testing/phone-calls.ts';
import { sequenceOf, tonesIn } from './testing/tones-in.ts';

vi.setConfig({ testTimeout: 60_000 });
vars['RECORDING'] = 'on-demand';

const tones = [customer.hz, agent.hz, colleague.hz, outside.hz, musicHz];
const record = (id: string, action: string, by?: string) => api('POST', `/calls/${id}/recording`, { action }, by);
/** Long enough for a tone to count in the file. */
const recordsFor = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** The finished recording of the call. */
async function readyRecording(id: string): Promise<string> {
  await vi.waitFor(async () => expect((await logged(id)).recordings?.map(({ state }) => state)).toEqual(['ready']), waiting);
  return (await logged(id)).recordings?.[0]?.id ?? '';
}

/** What the customer says, and what the customer hears, in the order of the file. */
async function heardIn(id: string): Promise<number[][]> {
  const { status, sound } = await fetchSound(id, await readyRecording(id));
  expect(status).toBe(200);
  return tonesIn(sound, tones).map(sequenceOf);
}

describe.each([
  ['a call placed through the own phone', callByPhone],
  ['a call answered on the own phone', receiveOnPhone],
])('%s', (_, place) => {
  test('is recorded with each person on their own channel; a paused stretch is silent', async () => {
    const id = await connected(place);
    expect((await record(id, 'start')).status).toBe(200);
    await recordsFor(1.5);
    expect((await record(id, 'pause')).status).toBe(200);
    await recordsFor(1.5);
    expect((await record(id, 'resume')).status).toBe(200);
    await recordsFor(1.5);
    expect((await record(id, 'stop')).status).toBe(200);
    const [theirs, ours] = await heardIn(id);
    expect(theirs).toEqual([customer.hz, 0, customer.hz]);
    expect(ours).toEqual([agent.hz, 0, agent.hz]);
    await talk(customer, agent);
    await hangUp(customer);
    await ended(id);
    const { events } = (await api('GET', `/calls/${id}/events`)).body as CallEvents;
    expect(events.filter(({ status }) => status.startsWith('recording')).map(({ status }) => status)).toEqual([
      'recording-started',
      'recording-paused',
      'recording-resumed',
      'recording-stopped',
      'recording-ready',
    ]);
  });

  test('is recorded through hold, and after it is sent to a colleague', async () => {
    const id = await connected(place);
    expect((await record(id, 'start')).status).toBe(200);
    await recordsFor(1);
    expect((await api('POST', `/calls/${id}/hold`, {})).status).toBe(200);
    await hears(customer, musicHz);
    await recordsFor(1);
    expect((await api('POST', `/calls/${id}/resume`, {})).status).toBe(200);
    await talk(customer, agent);
    await recordsFor(1);
    expect((await transfer(id, reem.identity)).status).toBe(200);
    await talk(customer, colleague);
    await vi.waitFor(async () => expect(await stageOf(id)).toBe('done'), waiting);
    await isIdle(agent);
    await recordsFor(1);
    expect((await record(id, 'pause')).body).toMatchObject({ problem: 'call-unknown' });
    expect((await record(id, 'pause', reem.session)).status).toBe(200);
    expect((await record(id, 'resume', reem.session)).status).toBe(200);
    await hangUp(customer);
    await ended(id);
    const [theirs, ours] = await heardIn(id);
    expect(theirs).toContain(customer.hz);
    expect(ours?.filter((tone) => tone !== 0)).toEqual([agent.hz, musicHz, agent.hz, colleague.hz]);
  });
});

test('a call that is asked about is recorded without the colleague, until both talk with the customer', async () => {
  const id = await connected(callByPhone);
  expect((await record(id, 'start')).status).toBe(200);
  expect((await transfer(id, reem.identity, true)).status).toBe(200);
  await talk(agent, colleague);
  await recordsFor(1.5);
  await hangUp(customer);
  await ended(id);
  const [, ours] = await heardIn(id);
  expect(ours).not.toContain(colleague.hz);
  expect(ours).toContain(musicHz);
});

test('the sound is sent in ranges, and to nobody else', async () => {
  const id = await connected(callByPhone);
  await record(id, 'start');
  await recordsFor(1);
  await hangUp(customer);
  await ended(id);
  const recordingId = await readyRecording(id);
  const { status, sound } = await fetchSound(id, recordingId, 'bytes=0-3');
  expect([status, sound.toString('ascii')]).toEqual([206, 'RIFF']);
  expect((await fetchSound(id, recordingId, 'bytes=99999999-')).status).toBe(416);
  expect((await api('GET', `/calls/${id}/recordings/${recordingId}`, undefined, reem.session)).status).toBe(404);
});

test('nothing is recorded that nobody asked for', async () => {
  const before = ((await control('GET', '/state')).body as { recordings: unknown[] }).recordings.length;
  const id = await connected(callByPhone);
  await recordsFor(1);
  await hangUp(customer);
  await ended(id);
  expect(((await control('GET', '/state')).body as { recordings: unknown[] }).recordings).toHaveLength(before);
});
