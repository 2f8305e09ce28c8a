import { describe, expect, it } from 'vitest';
import { findNumbers } from '../../../shared/find-numbers.ts';
import { countryPages } from '../../../shared/fixtures/country-pages.ts';
import { addToBallot, type Ballot, emptyBallot, type Evidence, verdictOf } from './country-vote.ts';

const ballotOf = (texts: readonly string[], home = 'SA'): Ballot =>
  addToBallot(
    emptyBallot,
    texts.flatMap((text) => findNumbers({ text, region: home }).national),
  );
const vote = (texts: readonly string[], evidence: Evidence = { SA: 1.5 }) => verdictOf(ballotOf(texts), evidence);
const numbersOf = (country: string) => countryPages.find(([code]) => code === country)![1];
const labelled = (numbers: readonly string[]) => numbers.map((number) => `Phone: ${number}`);

describe('the country of a page', () => {
  it.each(countryPages)('%s is the one in which its numbers are valid and written as usual', (country, numbers) => {
    expect(vote(labelled(numbers))).toEqual({ is: 'sure', country });
  });

  it.each(['GB', 'DE', 'SA', 'US', 'JP', 'EG'])('is the same for an agent in %s', (home) => {
    for (const [country, numbers] of countryPages.filter(([code]) => code !== home)) {
      expect(verdictOf(ballotOf(labelled(numbers), home), { [home]: 1.5 })).toEqual({ is: 'sure', country });
    }
  });

  it('needs three different numbers', () => {
    const [one = '', two = '', three = ''] = numbersOf('US');
    expect(vote([one, two])).toEqual({ is: 'few' });
    expect(vote([one, two, one, two, one])).toEqual({ is: 'few' });
    expect(vote([one, two, three])).toEqual({ is: 'sure', country: 'US' });
  });

  it('needs 80 % of the numbers', () => {
    const british = numbersOf('GB').slice(0, 2);
    expect(vote([...numbersOf('US').slice(0, 8), ...british])).toEqual({ is: 'sure', country: 'US' });
    expect(vote([...numbersOf('US').slice(0, 7), ...british])).toMatchObject({ is: 'unsure' });
  });

  it('is not sure where numbers of several countries stand side by side', () => {
    const mixed = ['US', 'GB', 'DE'].flatMap((country) => numbersOf(country).slice(0, 4));
    expect(vote(mixed)).toMatchObject({ is: 'unsure' });
  });

  it('is not sure where two countries write the same numbers, until something else speaks for one', () => {
    const danish = ['Tlf. 33 12 34 56', 'Tlf. 21 23 45 67', 'Tlf. 31 45 67 89'];
    expect(vote(danish)).toEqual({ is: 'unsure', likeliest: expect.arrayContaining(['DK', 'NO']) as string[] });
    expect(vote(danish, { SA: 1.5, DK: 3 })).toEqual({ is: 'sure', country: 'DK' });
  });

  it('is that of the agent where its numbers are valid there too', () => {
    const both = ['050 555 0119', '055 501 0142', '050 123 4567', '056 765 4321'];
    expect(vote(both, { SA: 3 })).toEqual({ is: 'sure', country: 'SA' });
    expect(vote(both, { SA: 1.5, AE: 3 })).toEqual({ is: 'sure', country: 'AE' });
  });
});

describe('a number is counted', () => {
  it('once, however it is written again', () => {
    const ballot = ballotOf(['(415) 555-2671', '415-555-2671', '415.555.2671']);
    expect(ballot.prints).toHaveLength(1);
  });

  it.each([
    ['an order number', 'Order 4155552671'],
    ['an amount', 'Revenue: 612 345 678 EUR'],
    ['a date', 'Due 12.05.2024, paid 14.05.2024'],
    ['a card number', '4111 1111 1111 1111'],
    ['an international number', '+1 415 555 2671'],
  ])('unless it is %s', (_, text) => {
    expect(ballotOf([text]).prints).toEqual([]);
  });

  it('although a hundred other texts only look like numbers: further ones of that kind are not tried', () => {
    const parts = Array.from({ length: 400 }, (_, i) => `${1000 + i}-${2000 + i}`);
    const ballot = ballotOf(parts);
    expect(ballot.tried).toBe(100);
    const more = findNumbers({ text: 'Phone: (415) 555-2671, (415) 555-2672, 1500-2500', region: 'SA' }).national;
    expect(addToBallot(ballot, more)).toMatchObject({ tried: 102, typical: 2 });
  });

  it('until sixteen are known: a page with more costs no more', () => {
    const many = Array.from({ length: 400 }, (_, i) => `(415) 555-${2000 + i}`);
    const ballot = ballotOf(many.slice(0, 20));
    expect(ballot.prints).toHaveLength(16);
    expect(addToBallot(ballot, findNumbers({ text: many.join(', '), region: 'SA' }).national)).toBe(ballot);
  });
});

it('amounts that are grouped like numbers of a country make no page one of that country, unless something else speaks for it', () => {
  const amounts = ['512 345 678', '601 234 567', '722 345 678', '665 432 198'];
  expect(vote(amounts)).not.toMatchObject({ is: 'sure' });
  expect(vote(amounts, { PL: 2 })).toEqual({ is: 'sure', country: 'PL' });
});
