import { expect, it } from 'vitest';
import { findNumbers } from '../../../shared/find-numbers.ts';
import { addToBallot, emptyBallot, verdictOf } from './country-vote.ts';
import { readVoters } from './vote-sample.ts';

/** The voters of a page with `texts`, and how many texts were read for all plans. */
function votersOf(texts: readonly string[]) {
  const steps = readVoters(texts.flatMap((text) => findNumbers({ text, region: 'SA' }).national));
  let read = 1;
  for (;;) {
    const step = steps.next();
    if (step.done) return { voters: step.value, read };
    read++;
  }
}

const areaCodes = [212, 312, 206, 617, 713, 404, 305, 503, 702, 415];
/** Sorted by area code, as directories are. */
const american = Array.from({ length: 2000 }, (_, i) => `(${areaCodes[Math.floor(i / 200)]}) 624-${1000 + i}`);

it('is as large as the ballot, however many numbers a page has', () => {
  const { voters, read } = votersOf(american);
  expect(voters).toHaveLength(16);
  expect(read).toBe(16);
});

it('is taken from the whole list, which a single area code does not decide', () => {
  const { voters } = votersOf(american);
  expect(new Set(voters.map(({ digits }) => digits.slice(0, 3))).size).toBe(10);
  expect(verdictOf(addToBallot(emptyBallot, voters), { SA: 1.5 })).toEqual({ is: 'sure', country: 'US' });
});

it('reads a bounded number of texts that only look like numbers', () => {
  const { voters, read } = votersOf(Array.from({ length: 500 }, (_, i) => `${1000 + i}-${2000 + i}`));
  expect(voters).toHaveLength(48);
  expect(read).toBe(49);
});

it('counts a number once that the page repeats', () => {
  expect(votersOf(Array.from({ length: 50 }, () => '(415) 555-2671')).voters).toHaveLength(1);
});
