import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Call } from '@twilio/voice-sdk';
import type { EngineEvent, MicrophoneState } from '../protocol/engine-events.ts';
import { followCall } from './call-events.ts';

/** As much of the SDK's call as followCall uses, with the SDK's order of events. */
class FakeCall extends EventEmitter {
  parameters: Record<string, string> = { CallSid: 'CA1' };
  disconnect = () => void this.emit('disconnect', this);
  tracks: EventTarget[] = [];
  getLocalStream = () => ({ getAudioTracks: () => this.tracks });
}

let call: FakeCall;
let events: EngineEvent[];
let microphone: MicrophoneState;
const follow = (onAnswered = vi.fn<() => void>()) =>
  followCall(call as unknown as Call, 'c1', {
    onAnswered,
    lookAtMicrophone: async () => microphone,
    report: (event) => events.push(event),
  });
const moves = () => events.flatMap((event) => (event.event === 'callChanged' ? [event.move] : []));
const ended = () => vi.waitFor(() => expect(moves().at(-1)?.happened).toBe('ended'));

beforeEach(() => {
  call = new FakeCall();
  events = [];
  microphone = 'granted';
});
afterEach(() => void vi.useRealTimers());

test('reports ringing, answer and end, with the CallSid', async () => {
  follow();
  call.emit('ringing', false);
  call.emit('accept');
  call.emit('disconnect');
  await ended();
  expect(moves().map(({ happened }) => happened)).toEqual(['rang', 'answered', 'ended']);
  expect(moves().at(-1)).toMatchObject({ outcome: 'completed' });
  expect(events[0]).toMatchObject({ callId: 'c1', sid: 'CA1' });
});

test('hung up here before the answer is cancelled; ended by the other side it is not', async () => {
  follow();
  call.disconnect();
  await ended();
  expect(moves().at(-1)).toMatchObject({ outcome: 'cancelled' });
  call = new FakeCall();
  events = [];
  follow();
  call.emit('disconnect');
  await ended();
  expect(moves().at(-1)).toMatchObject({ outcome: 'failed' });
});

test('a refused microphone: the error comes after the end, in the same turn, and still explains it', async () => {
  microphone = 'prompt';
  follow();
  call.emit('disconnect');
  call.emit('error', { code: 31401 });
  await ended();
  expect(moves().at(-1)).toMatchObject({ outcome: 'failed', problem: { code: 'microphone-not-asked' } });
});

test('a call ends once, whatever the SDK repeats', async () => {
  follow();
  call.emit('accept');
  call.emit('disconnect');
  call.emit('disconnect');
  call.emit('cancel');
  await ended();
  await Promise.resolve();
  expect(moves().filter(({ happened }) => happened === 'ended')).toHaveLength(1);
});

test('onAnswered is called once, at the answer', () => {
  const answered = vi.fn<() => void>();
  follow(answered);
  call.emit('ringing', false);
  expect(answered).not.toHaveBeenCalled();
  call.emit('accept');
  expect(answered).toHaveBeenCalledOnce();
});

test('repeated reconnecting events are reported once; fifteen seconds without sound end the call as dropped', async () => {
  vi.useFakeTimers();
  follow();
  call.emit('accept');
  for (let i = 0; i < 6; i++) call.emit('reconnecting', { code: 53001 });
  expect(events.filter((event) => event.event === 'callReconnecting')).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(moves().at(-1)).toMatchObject({ happened: 'ended', outcome: 'failed', problem: { code: 'call-dropped' } });
});

test('no media before the answer: the call ends at once, so that the own phone can take it', async () => {
  follow();
  call.emit('ringing', false);
  call.emit('reconnecting', { code: 53405 });
  await ended();
  expect(moves().at(-1)).toMatchObject({ outcome: 'failed', problem: { code: 'media-blocked' } });
  expect(events.some(({ event }) => event === 'callReconnecting')).toBe(false);
});

test('a call that comes back in time goes on', async () => {
  vi.useFakeTimers();
  follow();
  call.emit('accept');
  call.emit('volume', 0.1, 0.1);
  call.emit('reconnecting', { code: 53405 });
  call.emit('reconnected');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(events.at(-1)).toEqual({ event: 'callReconnecting', callId: 'c1', since: null });
});

test('quality is reported when it changes, not with every sample', () => {
  follow();
  for (const mos of [4.4, 4.3, null, 3.2, 4.2]) call.emit('sample', { mos });
  expect(events.map((event) => (event.event === 'callQuality' ? event.quality : null))).toEqual([4, 2, 4]);
});

test('a microphone that is unplugged or revoked during the call is noticed, also one that was chosen meanwhile', async () => {
  const [first, second] = [new EventTarget(), new EventTarget()];
  follow();
  call.tracks = [first];
  call.emit('accept');
  call.tracks = [second];
  call.emit('sample', { mos: null });
  second.dispatchEvent(new Event('ended'));
  await vi.waitFor(() => expect(events.at(-1)).toEqual({ event: 'microphoneChanged', microphone: 'missing' }));
  microphone = 'denied';
  first.dispatchEvent(new Event('ended'));
  await vi.waitFor(() => expect(events.at(-1)).toEqual({ event: 'microphoneChanged', microphone: 'denied' }));
});

test('warnings of the SDK are reported as they change', () => {
  follow();
  call.emit('warning', 'high-packet-loss', {});
  expect(events).toEqual([{ event: 'callWarnings', callId: 'c1', warnings: ['packets-lost'] }]);
});
