/** Finds the phone numbers of a text: the same function in the page, in the tests and on the command line. */
import { labelOfCell } from './cell-labels.ts';
import { splitExtension } from './phone-extension.ts';
import { fold, unfold } from './normalize-digits.ts';
import { hasStrayX, isMisspelled, isPartOfMore, isSomethingElse, maskedSpans, spoiltByDate } from './false-positive-filters.ts';
import { attemptsAt, firstCandidate, type Span, trimmed } from './number-candidates.ts';
import { isCalledOther, type Label, labelBefore } from './number-labels.ts';
import { type Country, digitsOf, isCountry, readDigits, type ReadDigits } from './phone-number.ts';

export type FoundNumber = {
  /** Offsets in UTF-16 units of the text that was given. */
  start: number;
  end: number;
  e164: string;
  /** Keys to send after answer. */
  ext?: string;
  country: Country | null;
  /** True when the country stood in the number itself. */
  international: boolean;
};

/**
 * @param region ISO 3166 code for numbers written without a country; any other string means that none is assumed, and
 *   only numbers that bring their own country are found.
 * @param hint the country that a number is read for when it is none in `region`.
 * @returns the numbers in the order of the text; they never overlap.
 */
export function findNumbers({ text, region, hint = '' }: { text: string; region: string; hint?: string }): { numbers: FoundNumber[] } {
  const folded = fold(text);
  const reading: Reading = { folded: folded.text, masked: maskedSpans(folded.text), regions: [region, hint].filter(isCountry) };
  return { numbers: findInText(reading).map(({ span, number }) => ({ ...unfold(folded, span.start, span.end), ...number })) };
}

type Reading = { folded: string; masked: Span[]; regions: Country[] };
type Found = { span: Span; number: Omit<FoundNumber, 'start' | 'end'> };

function findInText(reading: Reading): Found[] {
  const { folded } = reading;
  const all: Found[] = [];
  let refused: Refused | null = null;
  for (let from = 0; ;) {
    const candidate: Span | null = firstCandidate(folded, from);
    if (!candidate) return all;
    const spoilt = spoiltByDate(folded.slice(candidate.start, candidate.end), folded.slice(candidate.end));
    from = spoilt > 0 ? candidate.start + spoilt : candidate.end;
    if (spoilt > 0) continue;
    const label: Label = labelAround(folded, candidate) ?? (refused && continues(folded, refused, candidate) ? 'other' : null);
    const found = findInCandidate(reading, candidate, label);
    all.push(...found);
    from = found.at(-1)?.span.end ?? from;
    refused = label === 'other' || label === 'doubt' ? { end: candidate.end } : null;
  }
}

function labelAround(folded: string, { start }: Span): Label {
  return labelBefore(folded, start) ?? labelOfCell(folded, start);
}

/** The first attempt that is a number, and what numbers stand before it; the rest of the candidate is yet to be read. */
function findInCandidate(reading: Reading, candidate: Span, label: Label): Found[] {
  for (const span of attemptsAt(reading.folded, candidate)) {
    const number = readSpan(reading, span, labelOf(reading.folded, span, candidate, label));
    if (!number) continue;
    const [before] = trimmed(reading.folded, candidate.start, span.start);
    const end = number.international && isPlusLast(reading.folded, span) ? span.end + 1 : span.end;
    return [...(before ? findInCandidate(reading, before, label) : []), { span: { ...span, end }, number }];
  }
  return [];
}

/** What is parted from the start of its candidate by more than spaces has no label. */
function labelOf(folded: string, span: Span, candidate: Span, label: Label): Label {
  return /^[\d ]*$/.test(folded.slice(candidate.start, span.start)) ? label : null;
}

/** The end of the last candidate that its label told to be something else. */
type Refused = { end: number };

/** `Invoices 4155550132, 4155550133`: the label holds for the rest of the list. */
function continues(folded: string, refused: Refused, { start }: Span): boolean {
  return /^ *(?:[,;/&،→]|(?:and|or|(?:\p{L}+ )?into|و|أو)(?: ?\p{L}+)?) *(?:and |و ?)?$/u.test(folded.slice(refused.end, start));
}

function readSpan({ folded, masked, regions }: Reading, span: Span, label: Label): Found['number'] | null {
  if (masked.some((mask) => overlap(mask, span))) return null;
  const candidate = folded.slice(span.start, span.end);
  if (isMisspelled(candidate) || isPartOfMore(folded, span)) return null;
  const { main, ext } = splitExtension(candidate);
  const digits = digitsOf(main);
  const hasCountry = label === 'phone' || isPlusLast(folded, span);
  const read = readInOne(digits, regions) ?? (hasCountry ? readWithoutPlus(digits) : null);
  if (!read || hasStrayX(main, read.number.e164)) return null;
  if (!digits.startsWith('+') && !isTrusted(candidate, read, label, folded, span)) return null;
  const { e164, country, international } = read.number;
  return { e164, ...(ext ? { ext } : {}), country, international };
}

function readInOne(digits: string, regions: Country[]): ReadDigits | null {
  for (const region of regions) {
    const read = readDigits(digits, region);
    if (read) return read;
  }
  return regions.length === 0 ? readDigits(digits, null) : null;
}

/** A number that does not begin with `+` needs more than a valid length: nothing around it may say that it is something else. */
function isTrusted(candidate: string, read: ReadDigits, label: Label, folded: string, { start, end }: Span): boolean {
  if (label === 'phone') return true;
  if (label === 'other' || read.bare || isSomethingElse(candidate) || isCalledOther(folded, end)) return false;
  if (label === 'doubt' && !/\d[ )]|(?:\d\D+){2}\d/.test(candidate)) return false;
  return folded[start - 1] !== '#';
}

/** `966501234567+`: typed from right to left, the plus came last. */
function isPlusLast(folded: string, { start, end }: Span): boolean {
  return folded[end] === '+' && folded[start] !== '+' && !/\d/.test(folded.charAt(end + 1));
}

const fewestWithCountry = 11;

/** `WhatsApp: 966501234567`: a whole international number whose `+` was left out. */
function readWithoutPlus(digits: string): ReadDigits | null {
  return !digits.startsWith('0') && digits.length >= fewestWithCountry ? readDigits(`+${digits}`, null) : null;
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
