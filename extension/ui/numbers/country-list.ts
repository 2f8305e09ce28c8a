/** The countries to choose from, named in the current language, and the search in them. */
import { normalizeDigits } from '../../../shared/normalize-digits.ts';
import { allCountries, type Country } from '../../../shared/phone-number.ts';
import { countryName } from './country.tsx';
import { locale } from '../app/language.ts';

export type CountryChoice = { country: Country; callingCode: string; name: string };

const maxLikely = 40;

/** In the collation order of the language. */
export function countryChoices(): CountryChoice[] {
  const { compare } = new Intl.Collator(locale.value);
  return allCountries()
    .map((each) => Object.assign(each, { name: countryName(each.country) }))
    .toSorted((a, b) => compare(a.name, b.name));
}

/** The `likely` countries first, in their own order; a list of nearly all countries says nothing and changes nothing. */
export function likelyFirst(choices: CountryChoice[], likely: readonly string[]): CountryChoice[] {
  const first = choices.filter(({ country }) => likely.includes(country));
  if (first.length > maxLikely) return choices;
  return [...first, ...choices.filter((choice) => !first.includes(choice))];
}

/** The matches of `typed`, best first: exact ISO code, prefix of a name or calling code, any substring. */
export function findCountries(choices: CountryChoice[], typed: string): CountryChoice[] {
  const query = foldName(typed);
  if (!query) return choices;
  return choices
    .map((choice) => ({ choice, nearness: nearnessOf(choice, query) }))
    .filter(({ nearness }) => nearness > 0)
    .toSorted((a, b) => b.nearness - a.nearness)
    .map(({ choice }) => choice);
}

function nearnessOf(choice: CountryChoice, query: string): number {
  const digits = /^(?:\+|00)?(\d+)$/.exec(query)?.[1];
  if (choice.country.toLowerCase() === query || choice.callingCode === digits) return 3;
  if (foldName(choice.name).startsWith(query) || (digits && choice.callingCode.startsWith(digits))) return 2;
  return foldName(choice.name).includes(query) || foldName(englishName(choice)).startsWith(query) ? 1 : 0;
}

/** Without accents, case, and the Arabic article and hamza forms that people leave out. */
function foldName(name: string): string {
  return normalizeDigits(name).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[أإآ]/g, 'ا').replace(/^ال/, '').trim();
}

const english = new Intl.DisplayNames('en', { type: 'region' });
function englishName({ country }: CountryChoice): string {
  return english.of(country) ?? '';
}
