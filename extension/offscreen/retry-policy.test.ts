import { expect, test } from 'vitest';
import { renewalWait, retryBase, retryWait } from './retry-policy.ts';

/** Mulberry32: the same numbers in every run. */
function seededRandom(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test('the base grows with each failure, up to a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 100].map(retryBase)).toEqual([2_000, 5_000, 15_000, 30_000, 60_000, 60_000, 60_000]);
});

test.each([1, 2, 3, 4, 5, 6])('the wait after %i failures stays between the floor and the base, and is never 0', (failures) => {
  for (const random of [0, 1e-12, 0.25, 0.5, 0.75, 1 - Number.EPSILON]) {
    expect(retryWait(failures, random)).toBeGreaterThanOrEqual(250);
    expect(retryWait(failures, random)).toBeLessThanOrEqual(retryBase(failures));
  }
});

test.each([
  // A uniform spread puts 571, 211, 68, 34 and 17 of 1000 clients in one second; the limits leave room for chance.
  [1, 650],
  [2, 270],
  [3, 110],
  [4, 65],
  [5, 40],
])('1000 clients that fail together %i times are spread: at most %i of them in any second', (failures, most) => {
  const random = seededRandom(failures);
  const waits = Array.from({ length: 1000 }, () => retryWait(failures, random()));
  for (const start of waits) expect(waits.filter((wait) => wait >= start && wait < start + 1000).length).toBeLessThanOrEqual(most);
});

test('a token is renewed at three quarters of its life, well before its end', () => {
  expect(renewalWait(3_600_000, 0)).toBe(2_700_000);
});

test('a token that seems over already (a wrong clock) does not make a storm of requests', () => {
  expect(renewalWait(0, 3_600_000)).toBe(30_000);
});
