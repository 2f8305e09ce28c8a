/** Countries in words: the name in Hatif's language and the outlined tag of the ISO code. Never a flag. */
import { locale } from '../app/language.ts';

export function countryName(code: string): string {
  return new Intl.DisplayNames(locale.value, { type: 'region' }).of(code) ?? code;
}

export function CountryTag({ code }: { code: string }) {
  return (
    <span class="tag" dir="ltr" aria-hidden="true">
      {code}
    </span>
  );
}
