import { expect, it } from 'vitest';
import { createSpanAttempts } from './span-attempts.ts';

it('reads a span once for each label', () => {
  const attempts = createSpanAttempts<number>(100);
  let reads = 0;
  const read = () => ++reads;
  expect(attempts.once({ start: 1, end: 9 }, null, read)).toBe(1);
  expect(attempts.once({ start: 1, end: 9 }, null, read)).toBe(1);
  expect(attempts.once({ start: 1, end: 9 }, 'phone', read)).toBe(2);
  expect(attempts.once({ start: 1, end: 8 }, null, read)).toBe(3);
});

it.each([0, 3000])('is used up after some attempts for each character: %i characters', (length) => {
  const attempts = createSpanAttempts<null>(length);
  let count = 0;
  while (!attempts.areUsedUp()) attempts.once({ start: count++, end: count + 10 }, null, () => null);
  expect(count).toBe(128 + (length * 3) / 4);
});

it('counts a known span for less', () => {
  const attempts = createSpanAttempts<null>(0);
  let count = 0;
  for (; !attempts.areUsedUp(); count++) attempts.once({ start: 0, end: 10 }, null, () => null);
  expect(count).toBeGreaterThan(200);
});

it.each([
  ['parsed', 'countParse', 30],
  ['formatted', 'countFormat', 3],
] as const)('counts a %s number for more', (_, counts, atMost) => {
  const attempts = createSpanAttempts<null>(0);
  let count = 0;
  for (; !attempts.areUsedUp(); count++) attempts[counts]();
  expect(count).toBeLessThan(atMost);
});
