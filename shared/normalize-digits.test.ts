import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { normalize, normalizeDigits, originalSpan } from './normalize-digits.ts';

it.each([
  ['٠٥٥ ٥٠١ ٠١٤٢', '055 501 0142'],
  ['۰۵۵۵۰۱۰۱۴۲', '0555010142'],
  ['०९८७६५', '098765'],
  ['＋１（２１２）７３６－５０００', '+1(212)736-5000'],
  ['\u{1d7ce}\u{1d7d7}', '09'],
  ['055\u200e\u00a0501\u2011\u202f0142', '055 501- 0142'],
])('folds %s to %s', (written, folded) => {
  expect(normalizeDigits(written)).toBe(folded);
});

it('knows where each character stood, whatever was dropped before it', () => {
  const anything = fc.string({ unit: fc.constantFrom('5', '٥', '\u{1d7d3}', '\u200f', ' ', '\u2009', 'a', '😀', '\ud83d', '–', '＋') });
  fc.assert(
    fc.property(anything, (text) => {
      const folded = normalize(text);
      for (let i = 0; i < folded.text.length; i++) {
        const { start, end } = originalSpan(folded, i, i + 1);
        if (!/\d/.test(folded.text[i] ?? '')) continue;
        expect(normalizeDigits(text.slice(start, end))).toBe(folded.text[i]);
      }
    }),
  );
});
