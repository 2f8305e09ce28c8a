/** Learns a site's country from the numbers that are written with their country code. */
import { fingerprint } from './country-vote.ts';

/**
 * Fingerprints of the different numbers, by country. Sixteen bits of a hash tell numbers apart, and no number can be
 * recovered from them.
 */
export type Tally = Readonly<Record<string, readonly number[]>>;
export type CountedNumber = { e164: string; country: string | null; international: boolean };

const minNumbers = 5;
const minShare = 0.8;
/** A site's first numbers decide: later ones do not change the learned country. */
const maxCounted = 60;

/** @returns the tally with `numbers` added; the same object when none is new. */
export function addToTally(tally: Tally, numbers: readonly CountedNumber[]): Tally {
  let after = tally;
  for (const { e164, country, international } of numbers) {
    const known = (country && after[country]) || [];
    const print = fingerprint(e164);
    if (!international || !country || known.includes(print) || sizeOf(after) >= maxCounted) continue;
    after = { ...after, [country]: [...known, print] };
  }
  return after;
}

/** @returns ISO code of the country of at least 80 % of the numbers, once it has five; null before. */
export function learnedCountry(tally: Tally): string | null {
  const all = sizeOf(tally);
  const winner = Object.entries(tally).find(([, prints]) => prints.length >= minNumbers && prints.length >= minShare * all);
  return winner?.[0] ?? null;
}

function sizeOf(tally: Tally): number {
  return Object.values(tally).reduce((sum, prints) => sum + prints.length, 0);
}
