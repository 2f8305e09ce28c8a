/** What the numbers of each site told of its country, in `storage.session`: it is gone with the browser, and never on disk. */
import browser from '../../browser.ts';
import { type Country, isCountry } from '../../../shared/phone-number.ts';
import { createSerialQueue } from '../../../shared/serialize.ts';
import { addToTally, learnedCountry, type CountedNumber, type Tally } from './learned-country.ts';

/** By host, the least lately counted first. */
type Sites = Record<string, Tally>;

const key = 'siteNumbers';
const maxSites = 100;
// Orders the writes of one run of the service worker; a stopped worker loses nothing with the queue.
const enqueue = createSerialQueue();

async function readSites(): Promise<Sites> {
  const { [key]: sites } = (await browser.storage.session.get(key)) as { [key]?: Sites };
  return sites ?? {};
}

/** The country that was learned for `host`; null while none was. */
export async function countryLearnedFor(host: string): Promise<Country | null> {
  const sites = await readSites();
  const learned = Object.hasOwn(sites, host) ? learnedCountry(sites[host]!) : null;
  return learned && isCountry(learned) ? learned : null;
}

/**
 * Counts numbers that were found on `host`; messages that come at the same time are counted one after another.
 * @returns true when the site's country is another than before.
 */
export function countNumbers(host: string, numbers: readonly CountedNumber[]): Promise<boolean> {
  if (host === '' || !numbers.some(({ international }) => international)) return Promise.resolve(false);
  return enqueue(async () => {
    const { [host]: before = {}, ...others } = await readSites();
    const after = addToTally(before, numbers);
    if (after === before) return false;
    const kept = Object.entries(others).slice(1 - maxSites);
    await browser.storage.session.set({ [key]: { ...Object.fromEntries(kept), [host]: after } });
    return learnedCountry(after) !== learnedCountry(before);
  });
}
