/** The countries a person can choose, by their names in Hatif's language, and how typing finds one. */
import { foldDigits } from '../../shared/fold-digits.ts';
import { allCountries, type Country } from '../../shared/phone-number.ts';
import { countryName } from './country.tsx';
import { locale } from './language.ts';

export type CountryChoice = { country: Country; callingCode: string; name: string };

/** Sorted as the language sorts. */
export function countryChoices(): CountryChoice[] {
  const { compare } = new Intl.Collator(locale.value);
  return allCountries()
    .map((each) => Object.assign(each, { name: countryName(each.country) }))
    .toSorted((a, b) => compare(a.name, b.name));
}

/** Those whose name, ISO code or calling code `typed` begins; a match inside a name comes after them. */
export function findCountries(choices: CountryChoice[], typed: string): CountryChoice[] {
  const wanted = plain(typed);
  if (!wanted) return choices;
  const code = wanted.replace(/^(\+|00)/, '');
  const first = (choice: CountryChoice) =>
    plain(choice.name).startsWith(wanted) ||
    choice.country.toLowerCase() === wanted ||
    (/^\d/.test(code) && choice.callingCode.startsWith(code));
  const found = choices.filter(
    (choice) => first(choice) || plain(choice.name).includes(wanted) || plain(englishName(choice)).startsWith(wanted),
  );
  return found.toSorted((a, b) => Number(first(b)) - Number(first(a)));
}

/** Without accents, case, and the Arabic article and hamza forms that people leave out. */
function plain(words: string): string {
  return foldDigits(words).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[أإآ]/g, 'ا').replace(/^ال/, '').trim();
}

const english = new Intl.DisplayNames('en', { type: 'region' });
function englishName({ country }: CountryChoice): string {
  return english.of(country) ?? '';
}
