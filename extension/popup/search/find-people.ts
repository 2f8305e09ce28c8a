/** Finds people for a name that is typed into the number field: in the last calls, and among the numbers of the page in front. */
import type { LoggedCall } from '../../../shared/api.ts';
import { normalizeDigits } from '../../../shared/normalize-digits.ts';
import type { PageNumber } from '../../protocol/schemas.ts';
import { otherParty } from '../../ui/calls/call-label.ts';

export type FoundPerson = { name: string; number: string };

const maxFound = 5;

/** One entry for each number, those of the page first; none for a text without a letter. */
export function findPeople(typed: string, calls: readonly LoggedCall[], pageNumbers: readonly PageNumber[]): FoundPerson[] {
  const query = fold(typed);
  if (!/\p{L}/u.test(query)) return [];
  const called = calls.map(otherParty);
  const byNumber = new Map<string, FoundPerson>();
  for (const { name, number } of [...pageNumbers, ...called]) {
    if (name && number && !byNumber.has(number) && matches(fold(name), query)) byNumber.set(number, { name, number });
  }
  return [...byNumber.values()].slice(0, maxFound);
}

/** Each typed word begins a word of the name. */
function matches(name: string, query: string): boolean {
  const words = name.split(/[\s'’-]+/);
  return query.split(/[\s'’-]+/).every((typed) => words.some((word) => word.startsWith(typed)));
}

/** Without case, accents, and the Arabic letters that are written in several ways. */
function fold(text: string): string {
  const plain = normalizeDigits(text).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[أإآ]/g, 'ا').replace(/ى/g, 'ي').replace(/ة/g, 'ه').trim();
}
