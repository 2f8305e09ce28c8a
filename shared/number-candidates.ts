/** Finds candidates: spans of a text in the format of a phone number, and the shorter spans to try inside each. */
import { extensionPattern } from './phone-extension.ts';

/** Offsets in the normalized text. */
export type Span = { start: number; end: number };

// The shapes and limits are those of libphonenumber's PhoneNumberMatcher: up to two brackets or pluses first, up to four
// marks between blocks of digits, 20 digits a block and 21 blocks. Normalized text has one spelling of each mark.
const mark = String.raw`[-x –/().[\]~]`;
const block = String.raw`\d{1,20}(?!\d)`;
const pattern = new RegExp(
  String.raw`(?:[([+]${mark}{0,4}){0,2}(?<!\d)${block}(?:${mark}{1,4}${block}){0,20}(?:${extensionPattern})?`,
  'giu',
);

const minDigits = 5;

/** The first candidate at or after `from`; null when there is none. */
export function firstCandidate(normalized: string, from: number): Span | null {
  pattern.lastIndex = from;
  for (let found = pattern.exec(normalized); found; found = pattern.exec(normalized)) {
    // `…4567/x12`: the end of a second number that differs only there.
    const text = found[0].replace(/[\\/] *x.*$/i, '');
    const start = found.index + unpairedBracketLength(text);
    if (countDigits(text) >= minDigits) return { start, end: found.index + text.length };
  }
  return null;
}

/** `[055…` of `[055…]`: a bracket around the whole is no part of the number. */
function unpairedBracketLength(text: string): number {
  return /^[([]/.test(text) && text.replace(/[^([]/g, '').length > text.replace(/[^)\]]/g, '').length ? 1 : 0;
}

/**
 * The spans to try in a candidate, best first: the whole, then its parts at every kind of separator, the strongest kind
 * first.
 */
export function* spansToTry(normalized: string, whole: Span): Generator<Span> {
  const text = normalized.slice(whole.start, whole.end);
  const tail = lengthBeforeTail(text, normalized.slice(whole.end, whole.end + tailContext));
  const isLong = countDigits(text) > maxUsualDigits;
  if (tail > 0 && isLong) yield* trimmed(normalized, whole.start, whole.start + tail);
  yield whole;
  if (tail > 0 && !isLong) yield* trimmed(normalized, whole.start, whole.start + tail);
  const head = lengthOfHead(text, normalized.slice(Math.max(0, whole.start - 1), whole.start));
  if (head > 0) yield* trimmed(normalized, whole.start + head, whole.end);
  for (const parting of separators) {
    let first = true;
    for (const found of text.matchAll(parting)) {
      if (first) yield* trimmed(normalized, whole.start, whole.start + found.index);
      first = false;
      const part = found[1]!;
      const start = whole.start + found.index + found[0].length - part.length;
      yield* trimmed(normalized, start, start + part.length);
    }
  }
  yield* firstOfSameShape(normalized, whole);
}

const tailContext = 4;
/** Of a national number; one with more that has a tail is cut first. */
const maxUsualDigits = 11;
const timeAfter = /^(?::\d|\p{L})/u;
const dottedTime = / (?:[01]?\d|2[0-3])[.h][0-5]\d$/;
/** `089 543298 0171 4472190`: the zero before an area code begins a second number. */
const startsWithZero = /^(0[-\d /]{6,}\d) (?=0[1-9][-\d /]{7})/;
const townAfter = /^,? ?\p{Lu}/u;

/** Of `04 91 33 71 20` in `04 91 33 71 20 13006 Marseille`, `… 09:00`, `… 24hr`; 0 where a number is all of `text`. */
function lengthBeforeTail(text: string, after: string): number {
  const time = timeAfter.test(after) ? / \d{1,2}$/.exec(text) : null;
  const postalCode = townAfter.test(after) ? / (?:\d{4,6}|\d{2}-\d{3}|\d{4}-\d{3}|\d{3} \d{2})$/.exec(text) : null;
  const second = startsWithZero.exec(text);
  return (time ?? dottedTime.exec(text) ?? postalCode)?.index ?? second?.[1]!.length ?? 0;
}

/** Of the postal code in `8001 021 447 1820`, and of the end of a code with letters: `M5V 2T6 416 447-1820`. */
function lengthOfHead(text: string, before: string): number {
  const found = /^(?:\d{4,5} +|\d{1,4}\) +)(?=[(0+])/.exec(text) ?? (/\p{L}/u.test(before) ? /^\d{1,2} +/.exec(text) : null);
  return found?.[0].length ?? 0;
}

const separators = [/\/+(.*)/g, / {2,}(\S+(?: \S+)*)/g, /(\([^(]*)/g, /(?: -|- ) *(.+)/g, /– *(.+)/g, /\.+ *([^.]+)/g, / +([^ ]+)/g];

/** Without the marks after the last letter, digit or `#`. */
export function* trimmed(normalized: string, start: number, end: number): Generator<Span> {
  let last = end;
  while (last > start && !endsNumber(normalized, last - 1)) last--;
  if (countDigits(normalized, start, last) >= minDigits) yield { start, end: last };
}

function endsNumber(normalized: string, at: number): boolean {
  const code = normalized.charCodeAt(at);
  if (code < 0x80) return isDigit(code) || code === 0x23 || isLetter(code);
  // The second half of a pair, which has no class of its own.
  const pair = code >= 0xdc00 && code < 0xe000 && at > 0 ? normalized.slice(at - 1, at + 1) : normalized.charAt(at);
  return /[\p{N}\p{L}]$/u.test(pair);
}

const groupSizes = [2, 3, 4, 5];

/**
 * `055 501 0142 055 501 0143`, `0555010142-0555010143`: the first of several numbers of the same shape. The search for
 * the others starts after it.
 */
function* firstOfSameShape(normalized: string, whole: Span): Generator<Span> {
  const text = normalized.slice(whole.start, whole.end);
  const joined = /^(\d{9,})-(\d{9,})(?:-|$)/.exec(text);
  if (joined && joined[1]!.length === joined[2]!.length) yield { start: whole.start, end: whole.start + joined[1]!.length };
  const groups = [...text.matchAll(/[^ ]+/g)];
  const shape = (group: number) => groups[group]?.[0].replace(/\d/g, '0');
  for (const size of groupSizes) {
    if (groups.length < 2 * size || !groups.slice(0, size).every((_, i) => shape(i) === shape(i + size))) continue;
    const last = groups[size - 1]!;
    yield { start: whole.start, end: whole.start + last.index + last[0].length };
  }
}

function countDigits(text: string, start = 0, end = text.length): number {
  let digits = 0;
  for (let i = start; i < end; i++) if (isDigit(text.charCodeAt(i))) digits++;
  return digits;
}

const isDigit = (code: number) => code >= 0x30 && code <= 0x39;
const isLetter = (code: number) => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
