/** Which country a page seems to be of, by its address and its language: a second reading of numbers that are none at home. */
import { type Country, isCountry } from './phone-number.ts';

/** Sold to the whole world for what their letters look like. */
const genericCcTlds = new Set(
  'ac ag ai am as bz cc cd co cx dj fm fo gg gl gs hn im io is la lc li ly me mn ms mu nu pm pn pw re sc sh so st su tk tm to tv vc vg ws'.split(
    ' ',
  ),
);
/** Top-level domains that are not the country's code. */
const countryByTld: Record<string, Country> = { uk: 'GB' };

/**
 * @param host of the page, as `location.hostname` gives it.
 * @param lang of the page's root element; '' when it has none.
 * @returns ISO code; null where neither says anything. `en-US` says nothing: it is what templates come with.
 */
export function countryHint(host: string, lang: string): Country | null {
  const top = host.toLowerCase().split('.').at(-1) ?? '';
  const byHost = countryByTld[top] ?? top.toUpperCase();
  if (host.includes('.') && !genericCcTlds.has(top) && isCountry(byHost)) return byHost;
  const byLang = /^[a-z]{2,3}(?:-[A-Za-z]{4})?-([A-Za-z]{2})\b/.exec(lang)?.[1]?.toUpperCase() ?? '';
  return byLang !== 'US' && isCountry(byLang) ? byLang : null;
}
