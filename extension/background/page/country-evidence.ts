/** What speaks for the country of a page apart from its own numbers, in the points of the vote. */
import { countryHint } from '../../../shared/country-hint.ts';
import { type Country, countryOf, isCountry } from '../../../shared/phone-number.ts';
import type { Evidence } from './country-vote.ts';
import { planOf } from './plan-matches.ts';

export type KnownOfPage = {
  host: string;
  /** Of the page's root element; '' when it has none. */
  lang: string;
  /** Country of numbers that are written without one, for this agent. */
  home: Country;
  /** The country of the site's numbers that are written with one. */
  international: Country | null;
  /** Countries that the agent chose for other sites. */
  chosenElsewhere: readonly string[];
  browserLanguages: readonly string[];
  /** E.164 of the last call; null without one. */
  lastCalled: string | null;
  /** Of page-facts.ts. */
  told: Evidence;
};

const points = {
  domain: 3,
  international: 3,
  region: 2,
  language: 1.5,
  home: 1.5,
  english: 1,
  chosenElsewhere: 0.5,
  called: 0.5,
  browser: 0.5,
};

/** Countries in which most pages are written in the language. English is the language of pages from everywhere. */
const countriesByLanguage: Record<string, string> = {
  ar: 'SA AE EG QA KW BH OM JO LB IQ MA DZ TN',
  bn: 'BD',
  cs: 'CZ',
  da: 'DK',
  de: 'DE AT CH',
  el: 'GR',
  es: 'ES MX AR CL CO PE',
  fi: 'FI',
  fr: 'FR BE CH MA DZ TN',
  he: 'IL',
  hi: 'IN',
  hu: 'HU',
  id: 'ID',
  it: 'IT CH',
  ja: 'JP',
  ko: 'KR',
  ms: 'MY',
  nb: 'NO',
  nl: 'NL BE',
  no: 'NO',
  pl: 'PL',
  pt: 'BR PT',
  ro: 'RO',
  ru: 'RU',
  si: 'LK',
  sv: 'SE',
  th: 'TH',
  tr: 'TR',
  uk: 'UA',
  ur: 'PK',
  vi: 'VN',
  zh: 'CN TW HK SG',
};

export function evidenceFor({
  host,
  lang,
  home,
  international,
  chosenElsewhere,
  browserLanguages,
  lastCalled,
  told,
}: KnownOfPage): Evidence {
  const evidence: Evidence = { ...told };
  const add = (code: string | null, more: number) => {
    if (!code || more === 0 || !isCountry(code)) return;
    const plan = planOf(code);
    evidence[plan] = (evidence[plan] ?? 0) + more;
  };
  add(countryHint(host, ''), points.domain);
  add(international, points.international);
  addLanguage(lang, points.region, points.language);
  add(home, points.home);
  for (const country of new Set(chosenElsewhere)) add(country, points.chosenElsewhere);
  if (lastCalled) add(countryOf(lastCalled), points.called);
  for (const language of new Set(browserLanguages)) addLanguage(language, points.browser, 0);
  return evidence;

  function addLanguage(tag: string, forRegion: number, forLanguage: number): void {
    const region = countryHint('', tag);
    if (region) return add(region, forRegion);
    const [language = ''] = tag.toLowerCase().split('-');
    // `en` and `en-US` are the defaults of page templates.
    if (language === 'en') return add('US', forLanguage && points.english);
    if (Object.hasOwn(countriesByLanguage, language)) for (const code of countriesByLanguage[language]!.split(' ')) add(code, forLanguage);
  }
}
