/** How the numbers of a page are read: for which countries, and how surely. */
import { countryHint } from '../../../shared/country-hint.ts';
import type { Country } from '../../../shared/phone-number.ts';
import type { Sender } from '../../protocol/transport.ts';
import type { AppState } from '../../state/app-state.ts';
import { readAppState } from '../../state/app-state-store.ts';
import { chosenCountry, homeCountry } from '../../state/home-country.ts';
import type { Settings } from '../../state/settings.ts';
import { readSettings } from '../../state/settings-store.ts';
import { evidenceFor } from './country-evidence.ts';
import { type Evidence, minShare, verdictOf } from './country-vote.ts';
import { planOf } from './plan-matches.ts';
import { addressOf, hostOf } from './sender-host.ts';
import { ballotOf, internationalCountryOf, readSite, type Site, takesVotes } from './site-countries.ts';

type Regions = readonly [Country, Country?];

export type PageReading = {
  /** A number without a country is read for the first of them in which it is valid. */
  regions: Regions;
  /** The country that the page's numbers told, by vote or by the country codes of the site's other numbers. */
  learned: Country | null;
  /** The country of the page's address or language. */
  hint: Country | null;
  evidence: Evidence;
  /** Countries in which nearly all numbers are valid, where none leads. */
  likeliest: Country[];
  /** One answer of the agent holds for the whole site: its numbers tell no other country. */
  isOneCountry: boolean;
  /** Further numbers of the page may change its country. */
  isVoteOpen: boolean;
  /** The page may be asked for what else tells its country. */
  isTied: boolean;
  /** The page's numbers are of several countries: one that is valid at home may be another country's. */
  isMixed: boolean;
};

export type PageOfSender = { host: string; pageId: string };

/** A page is one document at one address: an app that shows another record there shows another page. */
export function pageOf(sender: Sender): PageOfSender {
  const { documentId = '' } = sender as { documentId?: string };
  return { host: hostOf(sender), pageId: `${documentId} ${addressOf(sender)}` };
}

export async function readingFor(page: PageOfSender, counted?: Site): Promise<PageReading> {
  const [settings, appState, site] = await Promise.all([readSettings(), readAppState(), counted ?? readSite(page.host)]);
  return readingOf(page, settings, appState, site);
}

function readingOf({ host, pageId }: PageOfSender, settings: Settings, { agent, call }: AppState, site: Site): PageReading {
  const home = homeCountry(settings, agent, navigator.languages);
  const hint = countryHint(host, site.lang);
  const page = site.pages.find(({ id }) => id === pageId);
  const international = internationalCountryOf(site);
  const evidence = evidenceFor({
    host,
    lang: site.lang,
    home,
    international,
    chosenElsewhere: Object.values(settings.countryBySite),
    browserLanguages: navigator.languages,
    lastCalled: call?.direction === 'outgoing' ? call.number : null,
    told: page?.told ?? {},
  });
  const settled = { hint, evidence, likeliest: [], isOneCountry: false, isVoteOpen: false, isTied: false, isMixed: false };
  const chosen = chosenCountry(settings, host);
  if (chosen) return { ...settled, regions: regionsOf(chosen, hint), learned: null };
  const isVoteOpen = takesVotes(site, pageId);
  const ballot = ballotOf(site, pageId);
  const verdict = verdictOf(ballot, evidence);
  if (verdict.is === 'sure' && verdict.country !== planOf(home)) {
    return { ...settled, regions: [verdict.country], learned: verdict.country, isVoteOpen };
  }
  const isHome = verdict.is !== 'unsure' || (ballot.valid[planOf(home)] ?? 0) >= minShare * ballot.prints.length;
  const assumed = (settings.country === '' && international) || home;
  return {
    regions: regionsOf(assumed, isHome ? (international ?? hint) : null),
    learned: international,
    hint,
    evidence,
    likeliest: verdict.is === 'unsure' ? verdict.likeliest : [],
    isOneCountry: isHome || verdict.likeliest.length > 0,
    isVoteOpen,
    isTied: verdict.is === 'unsure' && verdict.likeliest.length > 0 && page !== undefined && page.told === undefined,
    isMixed: !isHome,
  };
}

function regionsOf(first: Country, second: Country | null): Regions {
  return second && second !== first ? [first, second] : [first];
}
