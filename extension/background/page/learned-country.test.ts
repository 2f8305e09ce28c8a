import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addToTally, learnedCountry, type CountedNumber } from './learned-country.ts';

const from = (country: string, count: number, first = 0): CountedNumber[] =>
  Array.from({ length: count }, (_, i) => ({ e164: `+${country.charCodeAt(0)}555010${100 + first + i}`, country, international: true }));
const learned = (...numbers: CountedNumber[][]) => learnedCountry(addToTally({}, numbers.flat()));

describe('the country of a site', () => {
  it('is learned from five different numbers that are written with it', () => {
    expect(learned(from('AE', 4))).toBeNull();
    expect(learned(from('AE', 5))).toBe('AE');
  });

  it('is not learned from one number that stands there five times', () => {
    expect(learned(from('AE', 1), from('AE', 1), from('AE', 1), from('AE', 1), from('AE', 1))).toBeNull();
  });

  it('is not learned from numbers without a country, which were only taken for it', () => {
    expect(learned(from('US', 20).map((number) => ({ ...number, international: false })))).toBeNull();
  });

  it('is not learned where fewer than four of five numbers are from it', () => {
    expect(learned(from('AE', 8), from('GB', 2))).toBe('AE');
    expect(learned(from('AE', 7), from('GB', 2))).toBeNull();
    expect(learned(from('AE', 5), [{ e164: '+80012345678', country: null, international: true }])).toBe('AE');
  });

  it('stays what it was once enough numbers were counted, and so does what is kept', () => {
    const tally = addToTally({}, from('AE', 60));
    expect(addToTally(tally, from('GB', 500))).toBe(tally);
  });
});

it('keeps no number: no more than sixteen bits of each', () => {
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
