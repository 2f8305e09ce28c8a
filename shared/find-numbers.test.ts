import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNumbers } from './find-numbers.ts';
import { crmCases } from './fixtures/crm-cases.ts';
import { unmark } from './fixtures/marked-text.ts';
import { matcherCases } from './fixtures/matcher-cases.ts';

function found(text: string, region: string) {
  return findNumbers({ text, region }).numbers.map(({ start, end, e164, ext }) => ({ start, end, e164, ...(ext ? { ext } : {}) }));
}

describe.each([
  ['matcher', matcherCases],
  ['CRM', crmCases],
])('%s cases', (_, cases) => {
  it.each(cases)('%s: %s', (region, marked) => {
    const { text, numbers } = unmark(marked);
    expect(found(text, region)).toEqual(numbers);
  });
});

describe('any text', () => {
  const digits = fc.constantFrom(...'0123456789٠١٢٣٤٥٦٧٨٩۰۹०९０９'.split(''), '\u{1d7ce}', '\u{1d7d7}');
  const marks = fc.constantFrom('+', '-', '–', ' ', '\u00a0', '\u200e', '\u202f', '(', ')', '.', '/', 'x', '#', ':', ',', '\n', '$', '＋');
  const words = fc.constantFrom(
    ' call ',
    'ext. ',
    'order ',
    'رقم ',
    'جوال ',
    'a',
    '😀',
    '\ud83d',
    'é',
    '212-736-5000',
    '٠٥٥ ٥٠١ ٠١٤٢',
    '+966555010142',
  );
  const text = fc
    .array(fc.oneof({ weight: 4, arbitrary: digits }, { weight: 2, arbitrary: marks }, words), { maxLength: 60 })
    .map((parts) => parts.join(''));
  const region = fc.constantFrom('SA', 'US', 'DE', 'GB', 'AR', 'EG', '', 'ZZ');
  /** Thousands of texts take some seconds, and more beside other tests. */
  const timeout = 60_000;

  it('is read without an error, and what is found lies inside it on whole characters, in order', { timeout }, () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), region, (given, where) => {
        let after = 0;
        for (const { start, end, e164 } of findNumbers({ text: given, region: where }).numbers) {
          expect(start).toBeGreaterThanOrEqual(after);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(given.length);
          expect(given.slice(start, end).isWellFormed() || !given.isWellFormed()).toBe(true);
          expect(e164).toMatch(/^\+[1-9]\d{4,14}$/);
          after = end;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps its numbers where they are when a line is added after it', { timeout }, () => {
    fc.assert(
      fc.property(text, text, region, (given, added, where) => {
        const alone = findNumbers({ text: given, region: where }).numbers;
        const longer = findNumbers({ text: `${given}\n${added}`, region: where }).numbers;
        expect(longer.filter(({ start }) => start < given.length)).toEqual(alone);
      }),
      { numRuns: 1000 },
    );
  });

  it('has the same numbers in whatever digits they are written', () => {
    fc.assert(
      fc.property(fc.constantFrom(0x660, 0x6f0, 0x966, 0xff10), fc.constantFrom('055 501 0142', '+966 11 465 0000'), (zero, written) => {
        const other = written.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
        expect(found(`جوال ${other}.`, 'SA')).toEqual(found(`جوال ${written}.`, 'SA'));
      }),
    );
  });
});

it('finds nothing longer than E.164 allows', () => {
  expect(found('070602127365000', 'DE')).toEqual([]);
});
