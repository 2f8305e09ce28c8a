import { expect, test } from 'vitest';
import { waitBeforeRefresh, waitBeforeRetry } from './retry-policy.ts';

test('waits longer after each failure, up to a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 100].map(waitBeforeRetry)).toEqual([2_000, 5_000, 15_000, 30_000, 60_000, 60_000, 60_000]);
});

test('a token is renewed at three quarters of its life, well before its end', () => {
  expect(waitBeforeRefresh(3_600_000, 0)).toBe(2_700_000);
});

test('a token that seems over already (a wrong clock) does not make a storm of requests', () => {
  expect(waitBeforeRefresh(0, 3_600_000)).toBe(30_000);
});
