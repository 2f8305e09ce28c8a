import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addToTally, learnedCountry, type CountedNumber } from './international-tally.ts';

const from = (country: string, count: number, first = 0): CountedNumber[] =>
  Array.from({ length: count }, (_, i) => ({ e164: `+${country.charCodeAt(0)}555010${100 + first + i}`, country, international: true }));
const learned = (...numbers: CountedNumber[][]) => learnedCountry(addToTally({}, numbers.flat()));

describe('the country of a site', () => {
  it('is learned from five different numbers with its country code', () => {
    expect(learned(from('AE', 4))).toBeNull();
    expect(learned(from('AE', 5))).toBe('AE');
  });

  it('is not learned from one number that occurs five times', () => {
    expect(learned(from('AE', 1), from('AE', 1), from('AE', 1), from('AE', 1), from('AE', 1))).toBeNull();
  });

  it('is not learned from numbers whose country is assumed', () => {
    expect(learned(from('US', 20).map((number) => ({ ...number, international: false })))).toBeNull();
  });

  it('is not learned when it has less than 80 % of the numbers', () => {
    expect(learned(from('AE', 8), from('GB', 2))).toBe('AE');
    expect(learned(from('AE', 7), from('GB', 2))).toBeNull();
    expect(learned(from('AE', 5), [{ e164: '+80012345678', country: null, international: true }])).toBe('AE');
  });

  it('does not change after enough numbers, and neither does the tally', () => {
    const tally = addToTally({}, from('AE', 60));
    expect(addToTally(tally, from('GB', 500))).toBe(tally);
  });
});

it('a tally holds at most sixteen bits of each number', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 10_000_000, max: 999_999_999 })), (numbers) => {
      const tally = addToTally(
        {},
        numbers.map((number) => ({ e164: `+971${number}`, country: 'AE', international: true })),
      );
      expect(Object.keys(tally).every((key) => key === 'AE')).toBe(true);
      for (const print of tally['AE'] ?? []) expect(print >= 0 && print <= 0xffff).toBe(true);
    }),
  );
});
