/** The numbers counted on each site, in `storage.session`: never on disk, and gone when the browser closes. */
import browser from '../../browser.ts';
import type { NationalText } from '../../../shared/national-text.ts';
import { type Country, isCountry } from '../../../shared/phone-number.ts';
import { createSerialQueue } from '../../../shared/serialize.ts';
import { addToBallot, type Ballot, emptyBallot, type Evidence, minNumbers, isFull } from './country-vote.ts';
import { addToTally, learnedCountry, type CountedNumber, type Tally } from './international-tally.ts';

/** `told` is what the page says of its country, once it was asked. */
export type PageCount = { id: string; ballot: Ballot; told?: Evidence };

/** What was counted on one site. */
export type Site = {
  /** The language of the page that asked last for its settings. */
  lang: string;
  /** Numbers with their country code. */
  international: Tally;
  /** Numbers without one, of the whole site and of its last pages; the least recent page first. */
  all: Ballot;
  pages: PageCount[];
};
/** By host, the least recently counted first. An array, because a host may have the name of an object's property. */
type Sites = [host: string, site: Site][];

const key = 'sites';
const maxSites = 100;
const maxPages = 4;
const emptySite: Site = { lang: '', international: {}, all: emptyBallot, pages: [] };
// Orders the writes of one run of the service worker; a stopped worker loses nothing with the queue.
const enqueue = createSerialQueue();

async function readSites(): Promise<Sites> {
  const { [key]: sites } = (await browser.storage.session.get(key)) as { [key]?: Sites };
  return sites ?? [];
}

export async function readSite(host: string): Promise<Site> {
  return (await readSites()).find(([name]) => name === host)?.[1] ?? emptySite;
}

/** The country of the numbers on `site` that are written with one, else null. */
export function internationalCountryOf({ international }: Site): Country | null {
  const learned = learnedCountry(international);
  return learned && isCountry(learned) ? learned : null;
}

/** The numbers of the page without a country code; those of the whole site where the page has too few. */
export function ballotOf({ all, pages }: Site, pageId: string): Ballot {
  const page = pages.find(({ id }) => id === pageId);
  return page && page.ballot.prints.length >= minNumbers ? page.ballot : all;
}

/** False once the first numbers of the page, and of its site, have decided: no text needs to be read for the vote then. */
export function takesVotes(site: Site, pageId: string): boolean {
  return !isFull(site.all) || !isFull(pageIn(site, pageId).ballot);
}

export function saveLanguage(host: string, lang: string): Promise<Site> {
  return changeSite(host, (site) => (site.lang === lang ? site : { ...site, lang }));
}

/** Counts numbers found on a page. Concurrent calls run one after another. */
export function countNumbers(
  { host, pageId }: { host: string; pageId: string },
  found: { international: readonly CountedNumber[]; national: readonly NationalText[] },
): Promise<Site> {
  return changeSite(host, (site) => {
    const international = addToTally(site.international, found.international);
    const all = addToBallot(site.all, found.national);
    const before = pageIn(site, pageId);
    const ballot = addToBallot(before.ballot, found.national);
    if (international === site.international && all === site.all && ballot === before.ballot) return site;
    return { ...site, international, all, pages: withPage(site, { ...before, ballot }) };
  });
}

export function saveTold({ host, pageId }: { host: string; pageId: string }, told: Evidence): Promise<Site> {
  return changeSite(host, (site) => ({ ...site, pages: withPage(site, { ...pageIn(site, pageId), told }) }));
}

function pageIn({ pages }: Site, id: string): PageCount {
  return pages.find((page) => page.id === id) ?? { id, ballot: emptyBallot };
}

/** The page is the most recent one then. */
function withPage({ pages }: Site, page: PageCount): PageCount[] {
  return [...pages.filter(({ id }) => id !== page.id), page].slice(-maxPages);
}

/** A page without a host, such as `about:blank`, has no site to remember. */
function changeSite(host: string, change: (site: Site) => Site): Promise<Site> {
  if (host === '') return Promise.resolve(change(emptySite));
  return enqueue(async () => {
    const sites = await readSites();
    const before = sites.find(([name]) => name === host)?.[1] ?? emptySite;
    const after = change(before);
    if (after === before) return before;
    const others = sites.filter(([name]) => name !== host).slice(1 - maxSites);
    await browser.storage.session.set({ [key]: [...others, [host, after]] });
    return after;
  });
}
