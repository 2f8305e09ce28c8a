/** The name of a country in the current language, and the tag with its ISO code. Never a flag. */
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
