/** Texts that are surely phone numbers although their country is not sure, and the likeliest countries of each. */
import { normalizeDigits } from '../../../shared/normalize-digits.ts';
import { type NationalText, nationalTextAt } from '../../../shared/national-text.ts';
import type { FoundNumber } from '../../../shared/find-numbers.ts';
import { type Country, isPossibleNumber } from '../../../shared/phone-number.ts';
import type { UnsureNumber } from '../../protocol/queries.ts';
import type { PageReading } from './page-reading.ts';
import type { Steps } from './page-work.ts';
import { matchesOf, matchIn, type NationalMatch } from './plan-matches.ts';

/** As many buttons as a person reads at a glance. */
const maxCountries = 3;
/** Each one is read for all larger plans, which takes a millisecond. */
const maxPerQuery = 60;
/** Points of evidence for a country other than the page's. */
const minEvidence = 1;

type InText = { numbers: FoundNumber[]; national: NationalText[] };

/** Adds the numbers of unsure country to those that were found, a text a step. On a mixed page some of the found ones are unsure, too. */
export function* withUnsure(texts: readonly InText[], reading: PageReading): Steps<(FoundNumber | UnsureNumber)[][]> {
  let left = maxPerQuery;
  const all: (FoundNumber | UnsureNumber)[][] = [];
  for (const { numbers, national } of texts) {
    const spans = national.filter(
      (text) => !text.isRead && isSurelyPhone(text, reading, () => left-- > 0) && !numbers.some(overlapping(text)),
    );
    const doubted = reading.isMixed ? national.filter((text) => text.isRead && !matchIn(text, reading.regions[0])?.fits) : [];
    const found = numbers.filter((number) => !doubted.some(overlapping(number)));
    const unsure = [...spans, ...doubted].map(({ start, end }): UnsureNumber => ({ start, end, e164: null, country: null }));
    all.push([...found, ...unsure].toSorted((a, b) => a.start - b.start));
    yield;
  }
  return all;
}

/**
 * A label or a format that only phone numbers have; any format in a column of such. Plans change, so a label is enough for
 * a number of a possible length that no plan knows.
 */
function isSurelyPhone(text: NationalText, { regions, learned, likeliest }: PageReading, mayRead: () => boolean): boolean {
  if (text.shape === 'with-country') return isPossibleNumber(text.digits, regions[0]);
  if (text.shape === 'labelled' && isPossibleNumber(text.digits, learned ?? regions[0])) return true;
  // Amounts and article numbers are grouped alike; a column of phone numbers is more.
  if ((text.shape === 'grouped' && likeliest.length === 0) || !mayRead()) return false;
  const isWritten = text.shape === 'typical' || text.shape === 'grouped';
  return matchesOf(text).some(({ fits }) => fits || !isWritten);
}

const overlapping = (a: { start: number; end: number }) => (b: { start: number; end: number }) => a.start < b.end && b.start < a.end;

/** A number that is alone in its text, such as the target of a link; null for one with a country code. */
export function nationalTextOf(written: string): NationalText | null {
  const normalized = normalizeDigits(written);
  return nationalTextAt(normalized, { start: 0, end: normalized.length }, 'phone', true);
}

/**
 * The countries in which `written` is a number, the likeliest first. On a page of one country, a number of a length of that
 * country is in a range that is not known yet; other countries need something that speaks for them.
 */
export function countriesFor(written: string, { likeliest, learned, hint, evidence }: PageReading): Country[] {
  const text = nationalTextOf(written);
  if (!text || text.shape === 'with-country') return [];
  const own = learned ?? hint;
  const isOwn = own !== null && isPossibleNumber(text.digits, own);
  const isLikely = ({ country }: NationalMatch) => !isOwn || country === own || (evidence[country] ?? 0) >= minEvidence;
  const others = [learned, hint].flatMap((country) => (country ? [matchIn(text, country)] : [])).filter((match) => match !== null);
  const matches = new Map([...matchesOf(text), ...others].map((match) => [match.country, match]));
  const score = ({ country, fits, unusual }: NationalMatch) => {
    const place = likeliest.indexOf(country);
    return (fits ? 2 : 0) - (unusual ? 2 : 0) + (place < 0 ? 0 : 3 - place) + (evidence[country] ?? 0);
  };
  return [...matches.values()]
    .filter(isLikely)
    .toSorted((a, b) => score(b) - score(a))
    .slice(0, maxCountries)
    .map(({ country }) => country);
}
