import { afterEach, describe, expect, it } from 'vitest';
import { countryChoices, findCountries } from './country-list.ts';
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
