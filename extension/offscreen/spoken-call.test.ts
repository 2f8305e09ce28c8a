import type { Call } from '@twilio/voice-sdk';
import { beforeEach, expect, test } from 'vitest';
import { createSpeaking, type SpokenCall } from './spoken-call.ts';

class FakeTrack {
  isStopped = false;
  stop = () => void (this.isStopped = true);
}
const stream = (track: FakeTrack) => ({ getTracks: () => [track], getAudioTracks: () => [track] }) as unknown as MediaStream;

let steps: string[];
let live: Map<string, SpokenCall>;
let own: Record<string, FakeTrack>;
let speaking: ReturnType<typeof createSpeaking>;
let release: (callId: string) => Promise<MediaStream | null>;

const idOf = (call: Call) => [...live.values()].find((one) => one.call === call)?.known.callId ?? 'gone';

function add(callId: string, muted = false): void {
  let used: MediaStream | undefined;
  const call = {
    mute: (on: boolean) => void steps.push(`${on ? 'mute' : 'unmute'} ${callId}`),
    getLocalStream: () => used,
    use: (next: MediaStream | undefined) => void (used = next),
  };
  live.set(callId, { call: call as unknown as Call, known: { callId, muted, phase: 'connected', since: 0 } });
}

beforeEach(() => {
  [steps, live, own] = [[], new Map(), {}];
  release = async (callId) => {
    steps.push(`release ${callId}`);
    const track = new FakeTrack();
    own[callId] = track;
    return stream(track);
  };
  speaking = createSpeaking(live, {
    release: (call) => release(idOf(call)),
    activate: async (call) => void steps.push(`activate ${idOf(call)}`),
    closeMicrophone: async () => void steps.push('close'),
  });
  add('first');
  add('second');
});
const isAside = (callId: string) => live.get(callId)?.known.aside ?? false;
async function end(callId: string): Promise<void> {
  const one = live.get(callId)!;
  live.delete(callId);
  await speaking.onRemoved(one);
}

test('a call that is set aside gets a microphone of its own, which is silent', async () => {
  await speaking.setAside('first');
  await speaking.setAside('first');
  expect(steps).toEqual(['release first', 'mute first']);
  expect([isAside('first'), isAside('second')]).toEqual([true, false]);
});

test('a swap silences the one call before it opens the other', async () => {
  await speaking.setAside('first');
  steps = [];
  await speaking.speakOn('first');
  expect(steps).toEqual(['release second', 'mute second', 'activate first', 'unmute first']);
  expect([isAside('first'), isAside('second')]).toEqual([false, true]);
  expect(own['first']?.isStopped).toBe(true);
});

test('a call that the agent had muted stays muted', async () => {
  add('first', true);
  await speaking.setAside('first');
  await speaking.speakOn('first');
  expect(steps.at(-1)).toBe('mute first');
});

test('the call that is left is spoken on; the microphone of the one that ended stops', async () => {
  await speaking.setAside('first');
  await end('second');
  expect(steps.slice(-2)).toEqual(['activate first', 'unmute first']);
  await end('first');
  expect(steps.at(-1)).toBe('close');
});

test('the end of a call that is aside stops its microphone alone', async () => {
  await speaking.setAside('first');
  await end('first');
  expect(own['first']?.isStopped).toBe(true);
  expect(steps).toEqual(['release first', 'mute first']);
});

test('a call that ends while it is set aside keeps no microphone open', async () => {
  const { promise, resolve } = Promise.withResolvers<MediaStream>();
  const track = new FakeTrack();
  release = () => promise;
  const setAside = speaking.setAside('first');
  await Promise.resolve();
  live.delete('first');
  resolve(stream(track));
  await setAside;
  expect(track.isStopped).toBe(true);
});

test('a call whose microphone cannot be changed is spoken on', async () => {
  release = () => Promise.reject(new Error('no device'));
  await expect(speaking.setAside('first')).rejects.toThrow('no device');
  expect(isAside('first')).toBe(false);
});
