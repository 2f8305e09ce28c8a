/** Tallies of the countries of each site's numbers, in `storage.session`: never on disk, and gone when the browser closes. */
import browser from '../../browser.ts';
import { type Country, isCountry } from '../../../shared/phone-number.ts';
import { createSerialQueue } from '../../../shared/serialize.ts';
import { valueOf } from '../../../shared/value-of.ts';
import { addToTally, learnedCountry, type CountedNumber, type Tally } from './learned-country.ts';

/** By host, the least recently counted first. */
type Sites = Record<string, Tally>;

const key = 'siteNumbers';
const maxSites = 100;
// Orders the writes of one run of the service worker; a stopped worker loses nothing with the queue.
const enqueue = createSerialQueue();

async function readSites(): Promise<Sites> {
  const { [key]: sites } = (await browser.storage.session.get(key)) as { [key]?: Sites };
  return sites ?? {};
}

/** @returns the country learned for `host`, else null. */
export async function countryLearnedFor(host: string): Promise<Country | null> {
  const sites = await readSites();
  const learned = learnedCountry(valueOf(sites, host) ?? {});
  return learned && isCountry(learned) ? learned : null;
}

/**
 * Counts numbers found on `host`. Concurrent calls run one after another.
 * @returns whether the site's learned country changed.
 */
export function countNumbers(host: string, numbers: readonly CountedNumber[]): Promise<boolean> {
  if (host === '' || !numbers.some(({ international }) => international)) return Promise.resolve(false);
  return enqueue(async () => {
    const sites = await readSites();
    const before = valueOf(sites, host) ?? {};
    const after = addToTally(before, numbers);
    if (after === before) return false;
    const kept = Object.entries(sites)
      .filter(([site]) => site !== host)
      .slice(1 - maxSites);
    await browser.storage.session.set({ [key]: { ...Object.fromEntries(kept), [host]: after } });
    return learnedCountry(after) !== learnedCountry(before);
  });
}
