/** Tells in one look whether a long text can hold a phone number at all. */

// Texts of neighbouring blocks come without a gap, so a run may be made of two cells: that costs a second look and hides
// nothing. Whatever is no letter may stand between digits: signs, brackets, and the white space of the source.
const digitRun = /\p{Nd}(?:[^\p{L}\p{Nd}]{0,40}\p{Nd}){6}/u;
const sevenDigits = /(?:\p{Nd}\P{Nd}*){7}/u;
/** Every digit there is lies here, and on most pages little else: far quicker than asking for digits of all scripts. */
const digitBlocks = /[0-9\u0660-\u0669\u06f0-\u06f9\u07c0-\u1c59\ua620-\uabf9\ud800-\udbff\uff10-\uff19]/;

export function hasDigitRun(text: string): boolean {
  return digitBlocks.test(text) && digitRun.test(text);
}

/** True when `text` has at least 7 digits, wherever they stand. */
export function hasEnoughDigits(text: string): boolean {
  return digitBlocks.test(text) && sevenDigits.test(text);
}

export function hasDigit(text: string): boolean {
  return digitBlocks.test(text) && /\p{Nd}/u.test(text);
}
