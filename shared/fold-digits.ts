/** Folds the digits, dashes, spaces and plus signs of every script to the ASCII ones, position by position. */

const dashes = /[\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d]/g;
const spaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
/** Marks that have no width: bidi controls, joiners, soft hyphen, byte-order mark. */
const invisible = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;

/**
 * `text` with every decimal digit as 0-9 and number punctuation as its ASCII twin; invisible marks are dropped.
 * `٠٥٥ ٥٠١ ٠١٤٢` becomes `055 501 0142`.
 */
export function foldDigits(text: string): string {
  return text
    .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)))
    .replace(dashes, '-')
    .replace(spaces, ' ')
    .replace(invisible, '')
    .replaceAll('＋', '+')
    .replaceAll('（', '(')
    .replaceAll('）', ')');
}

/** The value of one decimal digit of any script. Unicode lays each script's ten digits in a row, 0 first. */
export function digitValue(digit: string): number {
  const code = digit.codePointAt(0)!;
  let zero = code;
  while (zero > code - 9 && isDigit(zero - 1)) zero--;
  // Mathematical digits come as five rows of ten without a gap, from U+1D7CE.
  if (code >= 0x1d7ce && code <= 0x1d7ff) return (code - 0x1d7ce) % 10;
  return code - zero;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && /\p{Nd}/u.test(String.fromCodePoint(code));
}
