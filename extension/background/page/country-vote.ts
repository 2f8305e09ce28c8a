/** The vote on the country of a page: every number without a country code is read for all larger plans. */
import type { NationalText } from '../../../shared/national-text.ts';
import type { Country } from '../../../shared/phone-number.ts';
import { matchesOf } from './plan-matches.ts';

/** Counts of one page or one site. Sixteen bits of a hash tell numbers apart, and no number can be recovered from them. */
export type Ballot = {
  /** Fingerprints of the different national numbers. */
  prints: readonly number[];
  /** How many texts were read for all plans, numbers or not. */
  tried: number;
  /** How many of them look like phone numbers alone, apart from their plan. */
  typical: number;
  /** By country: valid numbers, and the points for how they are written. */
  valid: Readonly<Record<string, number>>;
  points: Readonly<Record<string, number>>;
};

export type Verdict =
  /** Too few numbers. */
  | { is: 'few' }
  | { is: 'sure'; country: Country }
  /** Nearly all numbers are valid in each of `likeliest`, or none where the numbers are of several countries. */
  | { is: 'unsure'; likeliest: Country[] };

/** What speaks for a country apart from the numbers, in points: see country-evidence.ts. */
export type Evidence = Partial<Record<Country, number>>;

export const emptyBallot: Ballot = { prints: [], tried: 0, typical: 0, valid: {}, points: {} };

export const minNumbers = 3;
export const minShare = 0.8;
/** The first numbers decide: the vote costs a bounded time, however many numbers a page has. */
export const maxNumbers = 16;
/** Of a page with more texts that only look like numbers, labelled and typical ones are tried on, up to the second bound. */
const maxTried = { untypical: 100, all: 300 };
/** A number that is grouped as in the country, one that is grouped in another way, and one of a kind that few people have. */
const fitPoints = 1;
const misfitPoints = -0.25;
const unusualPoints = -1;
const invalidPoints = -2;
/** The winner's lead in points over the second: less is not sure. A country that its numbers speak against wins never. */
const minLead = 1;

/** Whether no further text counts. */
export function isFull({ prints, tried }: Ballot): boolean {
  return prints.length >= maxNumbers || tried >= maxTried.all;
}

/** @returns the ballot with `texts` counted; the same object when none is new. */
export function addToBallot(ballot: Ballot, texts: readonly NationalText[]): Ballot {
  const prints = new Set(ballot.prints);
  const [valid, points] = [{ ...ballot.valid }, { ...ballot.points }];
  let { tried, typical } = ballot;
  for (const text of texts) {
    if (prints.size >= maxNumbers || tried >= maxTried.all) break;
    const isTypical = text.shape === 'labelled' || text.shape === 'typical';
    if (text.shape === 'with-country' || (!isTypical && tried >= maxTried.untypical)) continue;
    const print = fingerprint(text.digits);
    if (prints.has(print)) continue;
    tried++;
    const matches = matchesOf(text);
    if (!isEvidence(text, matches)) continue;
    prints.add(print);
    if (isTypical) typical++;
    for (const { country, fits, unusual } of matches) {
      valid[country] = (valid[country] ?? 0) + 1;
      const grouping = fits ? fitPoints : text.groups.includes('-') ? misfitPoints : 0;
      points[country] = (points[country] ?? 0) + grouping + (unusual ? unusualPoints : 0);
    }
  }
  return tried === ballot.tried ? ballot : { prints: [...prints], tried, typical, valid, points };
}

/** A label says that digits are a phone number; other digits have to be one somewhere, written as there. */
function isEvidence({ shape }: NationalText, matches: ReturnType<typeof matchesOf>): boolean {
  if (shape === 'labelled') return true;
  return shape === 'compact' ? matches.length > 0 : matches.some(({ fits }) => fits);
}

/** The country in which at least 80 % of three or more different numbers are valid, and which leads all others like it. */
export function verdictOf(ballot: Ballot, evidence: Evidence): Verdict {
  const count = ballot.prints.length;
  if (count < minNumbers) return { is: 'few' };
  const scores = Object.entries(ballot.valid)
    .filter(([, valid]) => valid >= minNumbers && valid >= minShare * count)
    .map(([code, valid]) => {
      const country = code as Country;
      const score = (ballot.points[code] ?? 0) + invalidPoints * (count - valid) + (evidence[country] ?? 0);
      return { country, score };
    })
    .toSorted((a, b) => b.score - a.score);
  const [first, second] = scores;
  const isLeading = first && first.score >= 0 && (!second || first.score - second.score >= minLead);
  // Amounts and article numbers are grouped as the numbers of some country are: they alone decide nothing.
  if (isLeading && (ballot.typical >= minNumbers || (evidence[first.country] ?? 0) >= minLead))
    return { is: 'sure', country: first.country };
  return { is: 'unsure', likeliest: scores.slice(0, 3).map(({ country }) => country) };
}

/** FNV-1a, folded to 16 bits. */
export function fingerprint(digits: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < digits.length; i++) hash = Math.imul(hash ^ digits.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 16)) & 0xffff;
}
