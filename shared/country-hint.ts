/** Guesses the country of a page from its address and language, for numbers that are invalid in the home country. */
import { type Country, isCountry } from './phone-number.ts';

/** ccTLDs marketed as generic domains; they say nothing of the country. */
const genericCcTlds = new Set(
  'ac ag ai am as bz cc cd co cx dj fm fo gg gl gs hn im io is la lc li ly me mn ms mu nu pm pn pw re sc sh so st su tk tm to tv vc vg ws'.split(
    ' ',
  ),
);
/** Top-level domains that differ from the ISO code of the country. */
const countryByTld: Record<string, Country> = { uk: 'GB' };

/**
 * @param host of the page, as `location.hostname` gives it.
 * @param lang of the page's root element; '' when it has none.
 * @returns ISO code; null where neither tells the country. `en-US` tells nothing: it is the default of page templates.
 */
export function countryHint(host: string, lang: string): Country | null {
  const top = host.toLowerCase().split('.').at(-1) ?? '';
  const byHost = countryByTld[top] ?? top.toUpperCase();
  if (host.includes('.') && !genericCcTlds.has(top) && isCountry(byHost)) return byHost;
  const byLang = /^[a-z]{2,3}(?:-[A-Za-z]{4})?-([A-Za-z]{2})\b/.exec(lang)?.[1]?.toUpperCase() ?? '';
  return byLang !== 'US' && isCountry(byLang) ? byLang : null;
}
