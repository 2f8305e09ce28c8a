/** Queries on the search index of the log: see migrations 0014 and 0019 for the texts in the index. */
import { normalizeDigits } from '../../shared/normalize-digits.ts';
import { minSearchLength, type OutcomeFilter } from '../../shared/call-log/call-filters.ts';
import type { Direction } from '../../shared/call.ts';

/**
 * `agent` and `viewer` are ids of agents. Calls of an agent are also those that the agent took over; a viewer sees besides the calls
 * that no agent has answered.
 */
export type SearchedFacets = {
  words?: string | undefined;
  direction?: Direction | undefined;
  outcome?: OutcomeFilter | undefined;
  agent?: number | undefined;
  viewer?: number | undefined;
};

/** The longest code that tells apart two outcomes, as `substr` in the index. */
const codeLength = 3;

/** A query in the language of FTS5; null where every call fits. */
export function searchQuery({ words, direction, outcome, agent, viewer }: SearchedFacets): string | null {
  const conditions = [
    ...(viewer === undefined ? [] : [`facets : (${quote(agentCode(viewer))} OR "any")`]),
    ...[agent === undefined ? null : agentCode(agent), direction?.slice(0, codeLength), outcome?.slice(0, codeLength)].flatMap((code) =>
      code ? [`facets : ${quote(code)}`] : [],
    ),
    ...(words === undefined ? [] : [`words : (${wordsQuery(words)})`]),
  ];
  return conditions.length > 0 ? conditions.join(' AND ') : null;
}

/** Whether a text is long enough for an index of trigrams. */
export function isSearchable(words: string): boolean {
  return wordsQuery(words) !== '';
}

/**
 * A number is found by its digits in any script and form: `055 501` finds `+966 55 501 …`. Of other texts every word is to be
 * found; where a word is too short for the index, the whole text.
 */
function wordsQuery(written: string): string {
  const text = foldText(written);
  const digits = /^[\d\s+().-]+$/.test(text) ? text.replace(/\D/g, '').replace(/^0+/, '') : '';
  const found = [digits, text].filter(isLongEnough);
  if (digits !== '') return [...new Set(found)].map(quote).join(' OR ');
  const words = text.split(' ');
  return (words.every(isLongEnough) ? words : found).map(quote).join(' AND ');
}

const isLongEnough = (text: string) => Array.from(text).length >= minSearchLength;

/** A string of FTS5: no character in it is an operator. */
const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** As in migration 0014. */
function agentCode(id: number): string {
  return String.fromCodePoint(0x4e00 + Math.floor(id / 4096), 0x4e00 + (id % 4096), 0x4e00);
}

const letters: Record<string, string> = { أ: 'ا', إ: 'ا', آ: 'ا', ٱ: 'ا', ى: 'ي', ی: 'ي', ة: 'ه', ک: 'ك' };

/** One line without the variants of Arabic letters, marks and digits, which people leave out or mix up. */
function foldText(text: string): string {
  return normalizeDigits(text)
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .replace(/[\u0640\u064b-\u0652]/g, '')
    .replace(/[أإآٱىیةک]/g, (letter) => letters[letter]!)
    .trim();
}
