import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { monitoredPeerConnection } from './monitored-peer-connection.ts';

class FakeConnection extends EventTarget {
  iceConnectionState = 'new';
}
const stuck = vi.fn<() => void>();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('RTCPeerConnection', FakeConnection);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  stuck.mockReset();
});

function connection() {
  const made = new (monitoredPeerConnection(stuck))() as unknown as FakeConnection;
  return (state: string) => {
    made.iceConnectionState = state;
    made.dispatchEvent(new Event('iceconnectionstatechange'));
  };
}

test('a connection that tries for six seconds in vain is reported, once', () => {
  const become = connection();
  become('checking');
  vi.advanceTimersByTime(5_999);
  expect(stuck).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(stuck).toHaveBeenCalledTimes(1);
});

test.each(['connected', 'completed', 'failed', 'closed'])('a connection that is %s in time is not reported', (state) => {
  const become = connection();
  become('checking');
  vi.advanceTimersByTime(3_000);
  become(state);
  vi.advanceTimersByTime(60_000);
  expect(stuck).not.toHaveBeenCalled();
});

test('a connection that was connected before may try again for as long as it takes', () => {
  const become = connection();
  for (const state of ['checking', 'connected', 'disconnected', 'checking']) become(state);
  vi.advanceTimersByTime(60_000);
  expect(stuck).not.toHaveBeenCalled();
});

test('a connection closed without an event, as Chrome does it, is not reported', () => {
  const made = new (monitoredPeerConnection(stuck))() as unknown as FakeConnection;
  made.iceConnectionState = 'checking';
  made.dispatchEvent(new Event('iceconnectionstatechange'));
  made.iceConnectionState = 'closed';
  vi.advanceTimersByTime(60_000);
  expect(stuck).not.toHaveBeenCalled();
});
