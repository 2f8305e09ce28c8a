import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLineProbe } from './line-probe.ts';

let events: string[];
let current: string;
const lineProbe = () =>
  createLineProbe({
    onNeeded(probe, need) {
      current = probe;
      events.push(`needed ${need}`);
    },
    onLost: () => events.push('lost'),
    onFailed: ({ code }) => events.push(code),
    onPostponed: (laterMs) => events.push(`later ${laterMs}`),
  });
beforeEach(() => {
  vi.useFakeTimers();
  events = [];
});
afterEach(() => void vi.useRealTimers());

test('an invitation stops the probe, even before the backend has answered', () => {
  const probe = lineProbe();
  probe.start('first');
  expect(probe.isCurrent('asked for by another browser')).toBe(false);
  expect(probe.isCurrent(current)).toBe(true);
  probe.stop();
  probe.sent(current, 0);
  vi.advanceTimersByTime(60_000);
  expect(events).toEqual(['needed first']);
});

test('a postponed probe is over: the answer is not waited for', () => {
  const probe = lineProbe();
  probe.start('renewal');
  probe.postponed(current, 7_000);
  vi.advanceTimersByTime(60_000);
  expect(events).toEqual(['needed renewal', 'later 7000']);
});

test('the call left and does not arrive: lost, but not before it could have left the queue', () => {
  const probe = lineProbe();
  probe.start('silent');
  probe.sent(current, 30_000);
  vi.advanceTimersByTime(30_000);
  expect(events).toEqual(['needed silent']);
  vi.advanceTimersByTime(10_000);
  expect(events).toEqual(['needed silent', 'lost']);
});

test('a call that could not be placed says nothing about the line', () => {
  const probe = lineProbe();
  probe.start('silent');
  probe.failed(current, { code: 'proof-refused' });
  expect(events).toEqual(['needed silent', 'proof-refused']);
});

test('a request without an answer is repeated; the answer to an earlier request says nothing', () => {
  const probe = lineProbe();
  probe.start('silent');
  const first = current;
  vi.advanceTimersByTime(15_000 + 2_000);
  expect(current).not.toBe(first);
  probe.failed(first, { code: 'proof-refused' });
  expect(events).toEqual(['needed silent', 'needed silent']);
});
