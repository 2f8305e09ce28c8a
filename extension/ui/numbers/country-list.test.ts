import { afterEach, describe, expect, it } from 'vitest';
import { countryChoices, findCountries, likelyFirst } from './country-list.ts';
import { language } from '../app/language.ts';

afterEach(() => {
  language.value = 'en';
});
const first = (typed: string) => findCountries(countryChoices(), typed)[0]?.country;

describe('findCountries', () => {
  it.each([
    ['saudi', 'SA'],
    ['sa', 'SA'],
    ['+966', 'SA'],
    ['٠٠٩٦٦', 'SA'],
    ['cote', 'CI'],
  ])('finds %s', (typed, country) => expect(first(typed)).toBe(country));

  it('finds Arabic names without their article and hamza', () => {
    language.value = 'ar';
    expect(first('اردن')).toBe('JO');
    expect(first('السعودية')).toBe('SA');
    expect(first('egypt')).toBe('EG');
  });

  it('finds nothing for text that is not a country', () => {
    expect(first('zzz')).toBeUndefined();
    expect(findCountries(countryChoices(), '')).toHaveLength(countryChoices().length);
  });
});

describe('the list before a word is typed', () => {
  it('begins with the countries that may be called, in the order of the list', () => {
    const choices = countryChoices();
    const listed = likelyFirst(choices, ['AE', 'SA']).map(({ country }) => country);
    expect(new Set(listed.slice(0, 2))).toEqual(new Set(['SA', 'AE']));
    expect(listed[2]).toBe(choices[0]?.country);
    expect(likelyFirst(choices, ['AE', 'SA'])).toHaveLength(choices.length);
  });

  it('stays as it is where nearly all countries may be called', () => {
    const choices = countryChoices();
    expect(
      likelyFirst(
        choices,
        choices.map(({ country }) => country),
      ),
    ).toBe(choices);
  });
});
