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
 * first. Single spaces come last, after the groups of which the candidate is a list: a long list takes one attempt a number.
 */
export function* spansToTry(normalized: string, whole: Span): Generator<Span> {
  const text = normalized.slice(whole.start, whole.end);
  const tail = lengthBeforeTail(text, normalized.slice(whole.end, whole.end + tailContext));
  const beforeTail = tail > 0 ? trimmed(normalized, whole.start, whole.start + tail) : null;
  const isLong = countDigits(text) > maxUsualDigits;
  if (beforeTail && isLong) yield beforeTail;
  yield whole;
  if (beforeTail && !isLong) yield beforeTail;
  const head = lengthOfHead(text, normalized.slice(Math.max(0, whole.start - 1), whole.start));
  const afterHead = head > 0 ? trimmed(normalized, whole.start + head, whole.end) : null;
  if (afterHead) yield afterHead;
  for (const [sign, separator] of separators) if (text.includes(sign)) yield* partsBetween(normalized, whole, text, separator);
  yield* firstOfSameShape(text, whole);
  if (text.includes(' ')) yield* partsBetween(normalized, whole, text, spaces);
}

/** The part before the first separator, then that after each. */
function* partsBetween(normalized: string, whole: Span, text: string, separator: RegExp): Generator<Span> {
  let isFirst = true;
  for (const found of text.matchAll(separator)) {
    const before = isFirst ? trimmed(normalized, whole.start, whole.start + found.index) : null;
    if (before) yield before;
    isFirst = false;
    const end = whole.start + found.index + found[0].length;
    const part = trimmed(normalized, end - found[1]!.length, end);
    if (part) yield part;
  }
}

const tailContext = 6;
/** Of a national number; one with more that has a tail is cut first. */
const maxUsualDigits = 11;
/** Also of a length of time: `0403 596 218 30 min`. */
const timeAfter = /^(?::\d|\p{L}| (?:mins?|hrs?|uhr)(?!\p{L}))/iu;
const dottedTime = / (?:[01]?\d|2[0-3])[.h][0-5]\d(?: ?[-–] ?(?:[01]?\d|2[0-4])[.h][0-5]\d)?$/;
/** `089 543298 0171 4472190`: the zero before an area code begins a second number. */
const startsWithZero = /^(0[-\d /]{6,}\d) (?=0[1-9][-\d /]{7})/;
const townAfter = /^,? ?\p{Lu}/u;

/** Of `04 91 33 71 20` in `04 91 33 71 20 13006 Marseille`, `… 09:00`, `… 24hr`; 0 where a number is all of `text`. */
function lengthBeforeTail(text: string, after: string): number {
  const time = timeAfter.test(after) ? / \d{1,2}$/.exec(text) : null;
  const postalCode = townAfter.test(after) ? / (?:\d{4,6}|\d{2}-\d{3}|\d{4}-\d{3}|\d{3} \d{2})$/.exec(text) : null;
  const second = text.startsWith('0') && text.includes(' ') ? startsWithZero.exec(text) : null;
  return (time ?? dottedTime.exec(text) ?? postalCode)?.index ?? second?.[1]!.length ?? 0;
}

/** Of the postal code in `8001 021 447 1820`, and of the end of a code with letters: `M5V 2T6 416 447-1820`. */
function lengthOfHead(text: string, before: string): number {
  const found = /^(?:\d{4,5} +|\d{1,4}\) +)(?=[(0+])/.exec(text) ?? (/\p{L}/u.test(before) ? /^\d{1,2} +/.exec(text) : null);
  return found?.[0].length ?? 0;
}

/** A sign that each holds, and the separator with the part after it. */
const separators: [sign: string, separator: RegExp][] = [
  ['/', /\/+(.*)/g],
  ['  ', / {2,}(\S+(?: \S+)*)/g],
  ['(', /(\([^(]*)/g],
  ['-', /(?: -|- ) *(.+)/g],
  ['–', /– *(.+)/g],
  ['.', /\.+ *([^.]+)/g],
];
const spaces = / +([^ ]+)/g;

/** Without the marks after the last letter, digit or `#`; null with too few digits for a number. */
export function trimmed(normalized: string, start: number, end: number): Span | null {
  let last = end;
  while (last > start && !endsNumber(normalized, last - 1)) last--;
  return countDigits(normalized, start, last) >= minDigits ? { start, end: last } : null;
}

function endsNumber(normalized: string, at: number): boolean {
  const code = normalized.charCodeAt(at);
  if (code < 0x80) return isDigit(code) || code === 0x23 || isLetter(code);
  // The second half of a pair, which has no class of its own.
  const pair = code >= 0xdc00 && code < 0xe000 && at > 0 ? normalized.slice(at - 1, at + 1) : normalized.charAt(at);
  return /[\p{N}\p{L}]$/u.test(pair);
}

const groupSizes = [2, 3, 4, 5];
const maxGroups = Math.max(...groupSizes);
/** A group of so many digits is hardly a part of a number. */
const wholeNumberFirst = /^(?:[^\d ]?\d){10}/;

/**
 * `055 501 0142 055 501 0143`, `0555010142-0555010143`: the first of several numbers of the same shape. The search for
 * the others starts after it.
 */
function* firstOfSameShape(text: string, { start }: Span): Generator<Span> {
  const joined = /^(\d{9,})-(\d{9,})(?:-|$)/.exec(text);
  if (joined && joined[1]!.length === joined[2]!.length) yield { start, end: start + joined[1]!.length };
  if (wholeNumberFirst.test(text)) return;
  const groups = text.split(/ +/, 2 * maxGroups);
  for (const size of groupSizes) {
    if (groups.length < 2 * size || !groups.slice(0, size).every((group, i) => isSameShape(group, groups[i + size]!))) continue;
    yield { start, end: start + lengthOfGroups(text, size) };
  }
}

function isSameShape(one: string, other: string): boolean {
  return one.length === other.length && one.replace(/\d/g, '0') === other.replace(/\d/g, '0');
}

/** Up to the end of group `count`, with the spaces between. */
function lengthOfGroups(text: string, count: number): number {
  let end = 0;
  for (let group = 0; group < count; group++) {
    while (text[end] === ' ') end++;
    while (end < text.length && text[end] !== ' ') end++;
  }
  return end;
}

function countDigits(text: string, start = 0, end = text.length): number {
  let digits = 0;
  for (let i = start; i < end; i++) if (isDigit(text.charCodeAt(i))) digits++;
  return digits;
}

const isDigit = (code: number) => code >= 0x30 && code <= 0x39;
const isLetter = (code: number) => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
