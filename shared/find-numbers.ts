/** Finds the phone numbers of a text: one function for the service worker, the tests and the command line. */
import { createCellLabels } from './cell-labels.ts';
import { createDigitReader, type DigitReader } from './digit-reader.ts';
import { splitExtension } from './phone-extension.ts';
import { normalize, originalSpan } from './normalize-digits.ts';
import {
  hasStrayX,
  isMalformed,
  isPartOfLargerToken,
  isNonPhoneFormat,
  maskedSpans,
  lengthBeforeDateEnds,
  startOfCallCount,
  startOfDateAfterNumber,
} from './false-positive-filters.ts';
import { type NationalText, nationalTextAt } from './national-text.ts';
import { brokenSpans } from './broken-numbers.ts';
import { spansToTry, firstCandidate, type Span, trimmed } from './number-candidates.ts';
import { isLabelledOtherAfter, type Label, labelBefore } from './number-labels.ts';
import { createSpanAttempts, type SpanAttempts } from './span-attempts.ts';
import { type Country, digitGroups, digitsOf, isCountry, longestWritten, matchPlan, type ReadDigits } from './phone-number.ts';

export type FoundNumber = {
  /** Offsets in UTF-16 units of `text`. */
  start: number;
  end: number;
  e164: string;
  /** Keys to send after answer. */
  ext?: string;
  country: Country | null;
  /** True when the number is written with its country code. */
  international: boolean;
};

/**
 * @param region ISO 3166 code for numbers written without a country; any other string means that none is assumed, and
 *   only numbers that bring their own country are found.
 * @param hint the country for numbers that are invalid in `region`.
 * @returns the numbers in the order of the text; they never overlap. `national` are the texts without a country code that
 *   look like phone numbers, found or not.
 */
export function findNumbers({ text, region, hint = '' }: { text: string; region: string; hint?: string }): {
  numbers: FoundNumber[];
  national: NationalText[];
} {
  const normalized = normalize(text);
  const attempts = createSpanAttempts<Found['number'] | null>(text.length);
  const searched: SearchedText = {
    normalized: normalized.text,
    masked: maskedSpans(normalized.text),
    labelOfCell: createCellLabels(normalized.text),
    attempts,
    reader: createDigitReader([region, hint].filter(isCountry), attempts.countParse),
  };
  const { all, national } = findInText(searched);
  return {
    numbers: all.map(({ span, number }) => ({ ...originalSpan(normalized, span.start, span.end), ...number })),
    national: national.map((one) => ({ ...one, ...originalSpan(normalized, one.start, one.end) })),
  };
}

type SearchedText = {
  normalized: string;
  masked: Span[];
  labelOfCell: (start: number) => Label;
  reader: DigitReader;
  attempts: SpanAttempts<Found['number'] | null>;
};
type Found = { span: Span; number: Omit<FoundNumber, 'start' | 'end'> };

function findInText(searched: SearchedText): { all: Found[]; national: NationalText[] } {
  const { normalized } = searched;
  const all: Found[] = [];
  const national: NationalText[] = [];
  let rejected: RejectedCandidate | null = null;
  for (let from = 0; ;) {
    const whole: Span | null = firstCandidate(normalized, from);
    if (!whole) break;
    const tailAt = startOfDateAfterNumber(normalized.slice(whole.start, whole.end)) ?? startOfCallCount(normalized, whole);
    const candidate: Span = tailAt === null ? whole : { start: whole.start, end: whole.start + tailAt };
    const skippedLength = lengthBeforeDateEnds(normalized.slice(candidate.start, candidate.end), normalized.slice(candidate.end));
    from = skippedLength > 0 ? candidate.start + skippedLength : candidate.end;
    if (skippedLength > 0) continue;
    const label: Label = labelAround(searched, candidate) ?? (rejected && continuesList(normalized, rejected, candidate) ? 'other' : null);
    const found = findInCandidate(searched, candidate, label);
    all.push(...found);
    national.push(...nationalTextsIn(searched, candidate, label, found));
    from = found.at(-1)?.span.end ?? from;
    rejected = label === 'other' || label === 'doubt' ? { end: candidate.end } : null;
  }
  const broken = findBroken(searched, all);
  return { all: broken.length > 0 ? [...all, ...broken].toSorted((a, b) => a.span.start - b.span.start) : all, national };
}

/** Numbers that a line break divides. */
function findBroken(searched: SearchedText, all: Found[]): Found[] {
  const { normalized, masked, reader, attempts } = searched;
  const broken: Found[] = [];
  for (const span of brokenSpans(normalized)) {
    if (
      attempts.areUsedUp() ||
      [...all, ...broken].some((found) => overlap(found.span, span)) ||
      masked.some((mask) => overlap(mask, span))
    )
      continue;
    const written = normalized.slice(span.start, span.end).replace(/\s+/g, ' ');
    const label = labelAround(searched, span);
    const read = reader.read(digitsOf(written));
    if (!read || read.bare || isMalformed(written) || isPartOfLargerToken(normalized, span)) continue;
    if (!isTrusted(written, read, label, normalized, span)) continue;
    if (label !== 'phone' && !/^[(0+]/.test(written) && !isGroupedAsIn(written, read, attempts.countFormat)) continue;
    const { e164, country, international } = read.number;
    broken.push({ span, number: { e164, country, international } });
  }
  return broken;
}

/** The groups are those of the national format. */
function isGroupedAsIn(written: string, { number: { e164, country } }: ReadDigits, onFormat: () => void): boolean {
  if (country === null) return false;
  onFormat();
  const digits = digitsOf(written);
  const match = matchPlan(digits, country);
  return match !== null && e164.endsWith(digits.slice(-6)) && match.groups === digitGroups(written);
}

/** The candidate itself, of which another country may read more than was found; else the numbers found without a country code. */
function nationalTextsIn({ normalized, masked }: SearchedText, candidate: Span, label: Label, found: Found[]): NationalText[] {
  if (found.some(({ number }) => number.international)) return [];
  const whole = trimmed(normalized, candidate.start, candidate.end);
  const isMasked = !whole || masked.some((mask) => overlap(mask, whole));
  const text =
    found.length > 1 || isMasked || whole.end - whole.start > longestWritten
      ? null
      : nationalTextAt(normalized, whole, label, found[0]?.span.end === whole.end);
  const texts = text ? [text] : found.map(({ span }) => nationalTextAt(normalized, span, label, true));
  return texts.filter((one) => one !== null);
}

function labelAround({ normalized, labelOfCell }: SearchedText, { start }: Span): Label {
  return labelBefore(normalized, start) ?? labelOfCell(start);
}

/** The first span that is a valid number, and the numbers before it. The rest of the candidate is not searched yet. */
function findInCandidate(searched: SearchedText, candidate: Span, label: Label): Found[] {
  const labelledUntil = endOfLabelled(searched.normalized, candidate);
  for (const span of spansToTry(searched.normalized, candidate)) {
    if (span.end - span.start > longestWritten) continue;
    if (span !== candidate && searched.attempts.areUsedUp()) return [];
    const spanLabel = span.start <= labelledUntil ? label : null;
    const number = searched.attempts.once(span, spanLabel, () => readSpan(searched, span, spanLabel));
    if (!number) continue;
    const before = trimmed(searched.normalized, candidate.start, span.start);
    const end = number.international && isPlusLast(searched.normalized, span) ? span.end + 1 : span.end;
    return [...(before ? findInCandidate(searched, before, label) : []), { span: { ...span, end }, number }];
  }
  return [];
}

/** A label holds for the start of a candidate: for spans with nothing but digits and spaces before them. */
function endOfLabelled(normalized: string, { start, end }: Span): number {
  return start + /^[\d ]*/.exec(normalized.slice(start, end))![0].length;
}

/** The end of the last candidate with a label of the other kind. */
type RejectedCandidate = { end: number };

/** `Invoices 4155550132, 4155550133`: the label holds for the rest of the list. */
function continuesList(normalized: string, rejected: RejectedCandidate, { start }: Span): boolean {
  return /^ *(?:[,;/&،→]|(?:and|or|(?:\p{L}+ )?into|و|أو)(?: ?\p{L}+)?) *(?:and |و ?)?$/u.test(normalized.slice(rejected.end, start));
}

function readSpan({ normalized, masked, reader }: SearchedText, span: Span, label: Label): Found['number'] | null {
  if (masked.some((mask) => overlap(mask, span))) return null;
  const candidate = normalized.slice(span.start, span.end);
  const { main, ext } = splitExtension(candidate);
  const digits = digitsOf(main);
  const hasCountry = label === 'phone' || isPlusLast(normalized, span);
  const read = reader.read(digits) ?? (hasCountry ? readWithoutPlus(digits, reader) : null);
  // The digits first: most spans are no number of any plan, and the patterns below take far longer.
  if (!read || isMalformed(candidate) || isPartOfLargerToken(normalized, span, label === 'phone') || hasStrayX(main, read.number.e164))
    return null;
  // `Zip+4 94103`: the plus is that of a word.
  if (digits.startsWith('+') && label === 'other' && /\p{L}/u.test(normalized.charAt(span.start - 1))) return null;
  if (!digits.startsWith('+') && !isTrusted(candidate, read, label, normalized, span)) return null;
  const { e164, country, international } = read.number;
  return { e164, ...(ext ? { ext } : {}), country, international };
}

/** A number without `+` needs more than a valid length: nothing around it may label it as something else. */
function isTrusted(candidate: string, read: ReadDigits, label: Label, normalized: string, { start, end }: Span): boolean {
  if (label === 'phone') return true;
  if (label === 'other' || read.bare || isNonPhoneFormat(candidate) || isLabelledOtherAfter(normalized, end)) return false;
  if (label === 'doubt' && !/\d[ )]|(?:\d\D+){2}\d/.test(candidate)) return false;
  return normalized[start - 1] !== '#';
}

/** `966501234567+`: typed from right to left, with the plus at the end. */
function isPlusLast(normalized: string, { start, end }: Span): boolean {
  return normalized[end] === '+' && normalized[start] !== '+' && !/\d/.test(normalized.charAt(end + 1));
}

const minDigitsWithCountry = 11;

/** `WhatsApp: 966501234567`: an international number without its `+`. */
function readWithoutPlus(digits: string, reader: DigitReader): ReadDigits | null {
  return !digits.startsWith('0') && digits.length >= minDigitsWithCountry ? reader.readInternational(digits) : null;
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
