import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connectTimeoutMs, mediaTimeoutMs, runPreflight } from './preflight.ts';

vi.mock('@twilio/voice-sdk', () => ({ Device: EventTarget }));
vi.mock('./audio/sounds.ts', () => ({ sounds: {} }));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The SDK's test, driven by hand. */
function start() {
  const sdk = Object.assign(new EventEmitter(), { stop: vi.fn<() => void>() });
  const result = runPreflight('token', 'ar', (token, language) => {
    expect([token, language]).toEqual(['token', 'ar']);
    return sdk as never;
  });
  return { sdk, result };
}

test('a test call with sound gives the times of both', async () => {
  const { sdk, result } = start();
  vi.advanceTimersByTime(700);
  sdk.emit('connected');
  sdk.emit('sample', { packetsReceived: 0 });
  sdk.emit('sample', { packetsReceived: 50 });
  sdk.emit('completed', { stats: { rtt: { average: 41.6 } } });
  expect(await result).toEqual({ signalling: { ms: 700 }, media: { rttMs: 42 } });
});

test('sound without a measure of its way is sound', async () => {
  const { sdk, result } = start();
  sdk.emit('connected');
  sdk.emit('sample', { packetsReceived: 50 });
  sdk.emit('completed', {});
  expect(await result).toMatchObject({ media: { rttMs: null } });
});

test('a call without sound is blocked media', async () => {
  const { sdk, result } = start();
  sdk.emit('connected');
  sdk.emit('sample', { packetsReceived: 0 });
  sdk.emit('completed', {});
  expect(await result).toEqual({ signalling: { ms: 0 }, media: { problem: { code: 'media-blocked' } } });
});

test.each([
  [{ code: 20101 }, 'token-refused'],
  [{ code: 31005 }, 'line-unreachable'],
  [{ code: 31401 }, 'microphone-blocked'],
  [{ code: undefined }, 'line-unreachable'],
])('an error before the answer is one of the signalling: %o', async (error, code) => {
  const { sdk, result } = start();
  sdk.emit('failed', error);
  expect(await result).toMatchObject({ signalling: { problem: { code } }, media: null });
});

test('an error after the answer is one of the media', async () => {
  for (const code of [53405, 31005]) {
    const { sdk, result } = start();
    sdk.emit('connected');
    sdk.emit('failed', { code });
    expect(await result).toMatchObject({ signalling: { ms: 0 }, media: { problem: { code: 'media-blocked' } } });
  }
});

test('a test that never ends is stopped, before the answer and after it', async () => {
  const silent = start();
  await vi.advanceTimersByTimeAsync(connectTimeoutMs);
  expect(await silent.result).toEqual({ signalling: { problem: { code: 'line-timed-out' } }, media: null });
  expect(silent.sdk.stop).toHaveBeenCalledOnce();

  const endless = start();
  endless.sdk.emit('connected');
  await vi.advanceTimersByTimeAsync(mediaTimeoutMs);
  expect(await endless.result).toMatchObject({ media: { problem: { code: 'media-blocked' } } });
  expect(endless.sdk.stop).toHaveBeenCalledOnce();
});

test('a test that has sound and does not end is stopped, and passes', async () => {
  const { sdk, result } = start();
  sdk.emit('connected');
  sdk.emit('sample', { packetsReceived: 50 });
  await vi.advanceTimersByTimeAsync(mediaTimeoutMs);
  expect(await result).toEqual({ signalling: { ms: 0 }, media: { rttMs: null } });
});
