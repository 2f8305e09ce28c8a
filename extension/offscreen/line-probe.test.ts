import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLineProbe } from './line-probe.ts';

let events: string[];
let current: string;
const lineProbe = () =>
  createLineProbe({
    onNeeded(probe) {
      current = probe;
      events.push('needed');
    },
    onArrived: () => events.push('arrived'),
    onLost: () => events.push('lost'),
    onFailed: ({ code }) => events.push(code),
  });
beforeEach(() => {
  vi.useFakeTimers();
  events = [];
});
afterEach(() => void vi.useRealTimers());

test('the call arrives: reported, even before the backend has answered', () => {
  const probe = lineProbe();
  probe.start();
  expect(probe.arrived('asked for by another browser')).toBe(false);
  expect(probe.arrived(current)).toBe(true);
  probe.sent(current, 0);
  vi.advanceTimersByTime(60_000);
  expect(events).toEqual(['needed', 'arrived']);
});

test('the call left and does not arrive: lost, but not before it could have left the queue', () => {
  const probe = lineProbe();
  probe.start();
  probe.sent(current, 30_000);
  vi.advanceTimersByTime(30_000);
  expect(events).toEqual(['needed']);
  vi.advanceTimersByTime(10_000);
  expect(events).toEqual(['needed', 'lost']);
});

test('a call that could not be placed says nothing about the line', () => {
  const probe = lineProbe();
  probe.start();
  probe.failed(current, { code: 'proof-refused' });
  expect(events).toEqual(['needed', 'proof-refused']);
});

test('a request without an answer is repeated; the call of an earlier request proves nothing', () => {
  const probe = lineProbe();
  probe.start();
  const first = current;
  vi.advanceTimersByTime(15_000 + 2_000);
  expect(current).not.toBe(first);
  probe.arrived(first);
  expect(events).toEqual(['needed', 'needed']);
});
