import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createInviteWatch } from './missed-invite-detector.ts';
import { createProof } from './line-probe.ts';

let told: string[];
let probe: string;
const proof = () =>
  createProof({
    needed: (which) => {
      probe = which;
      told.push('needed');
    },
    proven: () => told.push('proven'),
    silent: () => told.push('silent'),
    unknown: ({ code }) => told.push(code),
  });
beforeEach(() => {
  vi.useFakeTimers();
  told = [];
});
afterEach(() => void vi.useRealTimers());

test('the call comes: proven, even before the backend has answered', () => {
  const one = proof();
  one.begin();
  one.saw(probe);
  one.sent(probe, 0);
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual(['needed', 'proven']);
});

test('the call left and does not come: silent, but not before it could have left the queue', () => {
  const one = proof();
  one.begin();
  one.sent(probe, 30_000);
  vi.advanceTimersByTime(30_000);
  expect(told).toEqual(['needed']);
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual(['needed', 'silent']);
});

test('a call that could not be placed says nothing about the line', () => {
  const one = proof();
  one.begin();
  one.failed(probe, { code: 'proof-refused' });
  expect(told).toEqual(['needed', 'proof-refused']);
});

test('nobody answers the wish for a call: it is asked again; a call of an earlier wish proves nothing', () => {
  const one = proof();
  one.begin();
  const first = probe;
  vi.advanceTimersByTime(15_000 + 2_000);
  expect(probe).not.toBe(first);
  one.saw(first);
  expect(told).toEqual(['needed', 'needed']);
});

test('an invitation that was announced and does not come is missed, one that was here first is not', () => {
  const missed = vi.fn<() => void>();
  const watch = createInviteWatch(missed);
  watch.saw('CA1');
  watch.expect('CA1');
  watch.expect('CA2');
  watch.saw('CA2');
  watch.expect('CA3');
  vi.advanceTimersByTime(10_000);
  expect(missed).toHaveBeenCalledOnce();
});
