/** Labels of a caller: the name, else the number, else the text that the network sent. */
import type { Caller } from '../../../shared/caller.ts';
import { showNumber, spellNumber } from '../../../shared/phone-number.ts';
import { text } from '../app/text.ts';

/** The name, or its substitute. */
export function callerLabel({ name, number, written }: Caller): string {
  return name ?? (number ? showNumber(number) : written || text('noCallerId'));
}

/** "Incoming call, Khalid Mansour". */
export function incomingCallName(caller: Caller): string {
  return `${text('incomingCall')}${text('cardComma')}${callerLabel(caller)}`;
}

/** As `callerLabel`, with the digits of a number apart for screen readers. */
export function spokenCallerLabel({ name, number, written }: Caller): string {
  return name ?? (number ? spellNumber(number, text('spokenPlus')) : written || text('noCallerId'));
}

/** Nearly every family name of the Gulf begins with the article, which would give all of them one initial. */
const article = /^(?:(?:al|el)[-’' ]|ال)(?=\p{L}{2})/iu;
const particle = /^(?:bin|bint|ibn|بن|بنت|ابن)$/i;

/** The initials of the first and the last name, without articles; null for a name without letters. Arabic initials are separated: joined, they form a word. */
export function initialsOf(name: string): string | null {
  const words = name.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? [];
  const nameParts = words.filter((word) => !particle.test(word)).map((word) => word.replace(article, ''));
  const letters = [nameParts.at(0), nameParts.length > 1 ? nameParts.at(-1) : undefined].flatMap((part) =>
    part ? [Array.from(part)[0]!.toUpperCase()] : [],
  );
  return letters.length > 0 ? letters.join(/\p{Script=Arabic}/u.test(name) ? '\u2009' : '') : null;
}
