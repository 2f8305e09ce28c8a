import { describe, expect, it } from 'vitest';
import { findNumbers } from '../../../shared/find-numbers.ts';
import type { PageReading } from './page-reading.ts';
import { countriesFor, withUnsure } from './unsure-numbers.ts';

const reading: PageReading = {
  regions: ['SA'],
  learned: null,
  hint: null,
  evidence: { SA: 1.5 },
  likeliest: [],
  isOneCountry: true,
  isVoteOpen: true,
  isTied: false,
  isMixed: false,
};
const resultOf = <Result>(steps: Generator<void, Result>) => {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
};
const marked = (text: string, more: Partial<PageReading> = {}) =>
  resultOf(withUnsure([findNumbers({ text, region: 'SA' })], { ...reading, ...more }))
    .flat()
    .map(({ start, end, e164 }) => `${e164 ?? '?'} ${text.slice(start, end)}`);

describe('a phone number of no known country is marked as unsure', () => {
  it.each([
    ['by its format', 'Call (415) 555-2671 now', '? (415) 555-2671'],
    ['by its format', 'ring 020 7946 0018', '? 020 7946 0018'],
    ['by its format', 'see 02079460018', '? 02079460018'],
    ['by its label', 'Phone: 4155552671', '? 4155552671'],
    ['by its label', 'Tel. 98765 43210', '? 98765 43210'],
  ])('%s: %s', (_, text, mark) => {
    expect(marked(text)).toEqual([mark]);
  });

  it('beside a number that is read', () => {
    expect(marked('055 501 0142 or (415) 555-2671')).toEqual(['+966555010142 055 501 0142', '? (415) 555-2671']);
  });

  it('in a column of numbers with a format that other texts have too', () => {
    expect(marked('512 345 678')).toEqual([]);
    expect(marked('512 345 678', { likeliest: ['PL', 'ES'] })).toEqual(['? 512 345 678']);
  });

  it.each([
    'Order 4155552671',
    'Invoice 020 7946 0018',
    'SSN 123-45-6789',
    '2024-05-01 12:30',
    '1 234 567 890',
    'Total 612 345 678 EUR',
    '4111 1111 1111 1111',
    '192.168.100.200',
  ])('unless it is another thing: %s', (text) => {
    expect(marked(text)).toEqual([]);
  });
});

describe('a number that no plan knows is marked as unsure', () => {
  it.each([
    ['Mobile: 07700 900123', ['? 07700 900123']],
    ['Phone: 059 999', []],
    ['Phone: 021 123 456', ['? 021 123 456']],
    ['Tel: +44 7700 900123', ['? +44 7700 900123']],
    ['Tel: +44 7700 9001', []],
    ['Account +44 7700 900123', []],
  ])('%s: %j', (text, marks) => {
    expect(marked(text)).toEqual(marks);
  });

  it("and belongs to the page's country, unless something speaks for another", () => {
    const british = { regions: ['GB'] as const, learned: 'GB' as const };
    expect(countriesFor('07700 900123', { ...reading, ...british })).toEqual([]);
    expect(countriesFor('055 501 0142', { ...reading, ...british })).toEqual(['SA']);
    expect(countriesFor('07700 900123', reading)).toContain('DE');
  });
});

it('on a mixed page a number that is not written as at home is unsure, although it is valid there', () => {
  expect(marked('0511 168 000', { isMixed: true })).toEqual(['? 0511 168 000']);
  expect(marked('051 116 8000', { isMixed: true })).toEqual(['+966511168000 051 116 8000']);
});

it.each([
  ['(415) 555-2671', {}, 'US'],
  ['020 7946 0018', {}, 'GB'],
  ['020 7946 0018', { likeliest: ['IN', 'GB'] as const }, 'IN'],
  ['050 555 0119', { evidence: { AE: 3 } }, 'AE'],
  ['33 12 34 56', { evidence: { DK: 2 } }, 'DK'],
])('the likeliest country of %s with %j is %s', (written, more, country) => {
  const countries = countriesFor(written, { ...reading, ...more } as PageReading);
  expect(countries[0]).toBe(country);
  expect(countries.length).toBeLessThanOrEqual(3);
});

it('a number with its country code, and digits that are a number nowhere, have no countries to ask for', () => {
  expect(countriesFor('+44 20 7946 0018', reading)).toEqual([]);
  expect(countriesFor('000 000', reading)).toEqual([]);
});
