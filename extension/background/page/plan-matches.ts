/** The national plans in which a text is a valid number. */
import type { NationalText } from '../../../shared/national-text.ts';
import { type Country, matchPlan, type NumberKind } from '../../../shared/phone-number.ts';

export type NationalMatch = {
  country: Country;
  /** Grouped as people of the country group this number. */
  fits: boolean;
  /** A kind of number that few people have, such as premium rate: it makes the country less likely. */
  unusual: boolean;
};

/** One country for each calling code: the US stands for the countries of +1, whose numbers it reads too. */
export const largerPlans = (
  'US GB DE FR IT ES NL BE CH AT PL SE NO DK FI PT GR IE CZ HU RO UA RU TR IL EG SA AE QA KW BH OM JO LB IQ MA DZ TN NG KE ' +
  'ZA GH IN PK BD LK ID MY SG TH VN PH CN JP KR TW HK AU NZ BR MX AR CL CO PE'
).split(' ') as Country[];
const usualKinds: ReadonlySet<NumberKind> = new Set(['mobile', 'landline', 'landline-or-mobile', 'uan', 'unknown']);
/** A page repeats its numbers, and each one costs a millisecond. */
const maxCached = 1000;
const cache = new Map<string, readonly NationalMatch[]>();

type Written = Pick<NationalText, 'digits' | 'groups'>;

/** The match in `country`; null where the text is no number there, or lacks the prefix that people write. */
export function matchIn({ digits, groups }: Written, country: Country): NationalMatch | null {
  const match = matchPlan(digits, country);
  if (!match || match.bare) return null;
  return { country, fits: groups.includes('-') && match.groups === groups, unusual: !usualKinds.has(match.kind) };
}

/** The matches in the world's larger plans. */
export function matchesOf(written: Written): readonly NationalMatch[] {
  const key = `${written.digits} ${written.groups}`;
  const known = cache.get(key);
  if (known) return known;
  const matches = largerPlans.map((country) => matchIn(written, country)).filter((match) => match !== null);
  if (cache.size >= maxCached) cache.clear();
  cache.set(key, matches);
  return matches;
}

/** The country of the larger plans that reads the numbers of `country`. */
export function planOf(country: Country): Country {
  return nanp.has(country) ? 'US' : country;
}
const nanp: ReadonlySet<string> = new Set('CA PR DO JM TT BS BB'.split(' '));
