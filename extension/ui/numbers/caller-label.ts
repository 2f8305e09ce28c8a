/** Who calls, in words: a name, a number, or what there is instead. */
import type { Caller } from '../../../shared/caller.ts';
import { showNumber, spellNumber } from '../../../shared/phone-number.ts';
import { text } from '../app/text.ts';

/** What takes the place of the name. */
export function callerLabel({ name, number, written }: Caller): string {
  return name ?? (number ? showNumber(number) : written || text('noCallerId'));
}

/** As `callerTitle`, with a number spoken digit by digit. */
export function spokenCallerLabel({ name, number, written }: Caller): string {
  return name ?? (number ? spellNumber(number, text('spokenPlus')) : written || text('noCallerId'));
}

/** The first letters of the first and the last name; null for a name without letters. Arabic ones stay apart, for joined they read as a word. */
export function initialsOf(name: string): string | null {
  const words = name.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? [];
  const letters = [words.at(0), words.length > 1 ? words.at(-1) : undefined].flatMap((word) =>
    word ? [Array.from(word)[0]!.toUpperCase()] : [],
  );
  return letters.length > 0 ? letters.join(/\p{Script=Arabic}/u.test(name) ? '\u2009' : '') : null;
}
