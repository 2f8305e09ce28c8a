/** Which country the numbers of a site are from, learned from those that are written with theirs. */

/**
 * By country, a fingerprint of each different number that was seen with it. Sixteen bits of a hash tell numbers apart and
 * cannot be turned back into one.
 */
export type Tally = Readonly<Record<string, readonly number[]>>;
export type CountedNumber = { e164: string; country: string | null; international: boolean };

const minNumbers = 5;
const minShare = 0.8;
/** The first of a site decide; what is learned then stays, whatever is scrolled past. */
const maxCounted = 60;

/** The tally with `numbers` in it: the same object when they bring nothing new. */
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

/** ISO code of the country that four of five numbers are from, once there are five of it; null before. */
export function learnedCountry(tally: Tally): string | null {
  const all = sizeOf(tally);
  const most = Object.entries(tally).find(([, prints]) => prints.length >= minNumbers && prints.length >= minShare * all);
  return most?.[0] ?? null;
}

function sizeOf(tally: Tally): number {
  return Object.values(tally).reduce((sum, prints) => sum + prints.length, 0);
}

/** FNV-1a, folded to 16 bits. */
function fingerprint(e164: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < e164.length; i++) hash = Math.imul(hash ^ e164.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 16)) & 0xffff;
}
