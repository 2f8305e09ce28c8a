/** Normalizes the digits, dashes, spaces and plus signs of every script, with a map back to the original positions. */

/** `at[i]` is where character `i` of `text` starts in the original; `at[text.length]` is the original's length. */
export type NormalizedText = { text: string; original: string; at: ArrayLike<number> | null };

/** Bidi controls, joiners, soft hyphens, variation selectors, byte-order marks. */
const invisible = /\p{Default_Ignorable_Code_Point}/u;
const hyphens = /[\u2010\u2011\u2212\u2043\ufe58\ufe63\u30fc]/;
/** Longer than a hyphen: a dash may separate two numbers. */
const dashes = /[\u2012-\u2015\u2e3a\u2e3b\uff0d]/;
const spaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/;
const tildes = /[\u2053\u223c\u301c\uff5e]/;

/**
 * `text` with decimal digits of any script as 0-9, and the spaces, brackets, signs and full-width letters around numbers
 * as their ASCII equivalents. Hyphens become `-`; dashes become `–`, which may separate two numbers. Invisible marks are
 * removed.
 */
export function normalize(text: string): NormalizedText {
  if (isAscii(text)) return { text, original: text, at: null };
  const at: number[] = [];
  let normalized = '';
  for (let i = 0; i < text.length;) {
    const code = text.codePointAt(i)!;
    const width = code > 0xffff ? 2 : 1;
    const ascii = code < 0x80 ? text[i]! : asciiOf(code);
    // A surrogate pair that is no digit keeps both halves, so that `at` has one entry per code unit.
    for (let unit = 0; unit < ascii.length; unit++) at.push(i + unit);
    normalized += ascii;
    i += width;
  }
  at.push(text.length);
  return { text: normalized, original: text, at };
}

/** The span of the original that characters `start` to `end` of the normalized text stand for, whole characters only. */
export function originalSpan({ original, at }: NormalizedText, start: number, end: number): { start: number; end: number } {
  if (!at) return { start, end };
  const last = at[end - 1]!;
  const width = original.codePointAt(last)! > 0xffff ? 2 : 1;
  return { start: at[start]!, end: last + width };
}

/** `٠٥٥ ٥٠١ ٠١٤٢` as `055 501 0142`: every digit 0-9, number punctuation as ASCII, invisible marks dropped. */
export function normalizeDigits(text: string): string {
  return normalize(text).text.replaceAll('–', '-');
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

const asciiCache = new Map<number, string>();

function asciiOf(code: number): string {
  let ascii = asciiCache.get(code);
  if (ascii === undefined) asciiCache.set(code, (ascii = convertToAscii(code)));
  // Bounds the cache on a page with very many different characters.
  if (asciiCache.size > 4096) asciiCache.clear();
  return ascii;
}

function convertToAscii(code: number): string {
  const character = String.fromCodePoint(code);
  if (/\p{Nd}/u.test(character)) return String(digitValue(character));
  if (invisible.test(character)) return '';
  if (hyphens.test(character)) return '-';
  if (dashes.test(character)) return '–';
  if (spaces.test(character)) return ' ';
  if (tildes.test(character)) return '~';
  // The rest of the full-width block: letters, brackets, `＋`, `＃`, `：`, `／`.
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  return character;
}

/** The value of one decimal digit of any script. Unicode lays each script's ten digits in a row, 0 first. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0)!;
  // Mathematical digits come as five rows of ten without a gap, from U+1D7CE.
  if (code >= 0x1d7ce && code <= 0x1d7ff) return (code - 0x1d7ce) % 10;
  let zero = code;
  while (zero > code - 9 && isDigit(zero - 1)) zero--;
  return code - zero;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && /\p{Nd}/u.test(String.fromCodePoint(code));
}
