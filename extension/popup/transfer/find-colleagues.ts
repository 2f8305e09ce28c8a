/** Finds colleagues by a part of their name. */
import type { Colleague } from '../../../shared/api.ts';

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}ـ]/gu, '')
    .replace(/[أإآ]/g, 'ا')
    .toLowerCase()
    .trim();

/** In their order; all of them for an empty text. */
export function findColleagues(colleagues: readonly Colleague[], written: string): Colleague[] {
  const wanted = fold(written);
  return colleagues.filter(({ name }) => fold(name).includes(wanted));
}
