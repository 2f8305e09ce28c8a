/** Rejects texts that cannot hold a phone number, with one test per text. */

// The texts of neighbouring blocks are joined without a gap, so a run of digits may span two cells: a false positive that
// costs a second test. Any character except a letter may stand between digits: signs, brackets, source white space.
const digitRun = /\p{Nd}(?:[^\p{L}\p{Nd}]{0,40}\p{Nd}){6}/u;
const sevenDigits = /(?:\p{Nd}\P{Nd}*){7}/u;
/** Contains the digits of all scripts and, on most pages, little else: much faster than `\p{Nd}`. */
const digitBlocks = /[0-9\u0660-\u0669\u06f0-\u06f9\u07c0-\u1c59\ua620-\uabf9\ud800-\udbff\uff10-\uff19]/;

export function hasDigitRun(text: string): boolean {
  return digitBlocks.test(text) && digitRun.test(text);
}

/** True when `text` has at least 7 digits, at any distance. */
export function hasEnoughDigits(text: string): boolean {
  return digitBlocks.test(text) && sevenDigits.test(text);
}

export function hasDigit(text: string): boolean {
  return digitBlocks.test(text) && /\p{Nd}/u.test(text);
}
