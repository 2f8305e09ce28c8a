/** Queries the background for the numbers in texts of the page, and caches its answers. */
import { maxMessageLength } from '../../protocol/limits.ts';
import type { QueryAnswers } from '../../protocol/queries.ts';
import { send } from '../runtime/send.ts';

type FoundInText = QueryAnswers['findNumbers'][number];
export type TargetOfLink = Exclude<QueryAnswers['readNumbers'][number], { problem: unknown }>;

export type NumberLookup = {
  /** The numbers of each text, in the order of `texts`; undefined for a text without an answer. */
  findNumbers: (texts: string[]) => Promise<(FoundInText | undefined)[]>;
  /** The number that a `tel:` target calls; undefined where it calls none. */
  readTarget: (target: string) => Promise<TargetOfLink | undefined>;
};

/** Counted for each text beside its length: bounds the texts of one message. */
const lengthPerText = 400;
const maxCached = 2000;

/** Keyed by `regions` too: the background may come to read the page for another country. */
const cache = new Map<string, object[]>();

/** The rest of a text, else up to the end of a line, else of a word: at most `maxTextLength` characters. */
const part = /[^]{1,8000}$|[^]{0,7999}\n|[^]{0,7999} |[^]{8000}/g;

/** The background refuses a frame that asks more than one question at a time. */
let lastQuery: Promise<unknown> = Promise.resolve();

/** @param canMark called before numbers are returned, because a number must be painted and answer a click; none are returned on false. */
export function createNumberLookup({ regions }: { regions: string }, canMark: () => Promise<boolean>): NumberLookup {
  return {
    async findNumbers(texts) {
      const parts = texts.map((text) => text.match(part)!);
      const found = await lookUp(parts.flat(), regions, (batch) => send({ query: 'findNumbers', texts: batch }));
      return parts.map((ofText) => {
        let at = 0;
        // Undefined where one of the parts has no answer.
        return ofText
          .map(({ length }) => {
            const before = at;
            at += length;
            return found.shift()?.map((number) => ({ ...number, start: number.start + before, end: number.end + before }));
          })
          .reduce((all, numbers) => all && numbers && [...all, ...numbers]);
      });
    },
    async readTarget(target) {
      const [numbers] = await lookUp([target], `tel:${regions}`, async (written) =>
        (await send({ query: 'readNumbers', written }))?.map((number) => ('e164' in number ? [number] : [])),
      );
      return numbers?.[0];
    },
  };

  /** The cache may be cleared during a query, so the answers are collected apart from it. */
  async function lookUp<Answer extends object>(
    texts: string[],
    keyPrefix: string,
    query: (batch: string[]) => Promise<Answer[][] | null | undefined>,
  ): Promise<(Answer[] | undefined)[]> {
    const keyOf = (text: string) => `${keyPrefix} ${text}`;
    const answers = new Map(texts.map((text) => [text, cache.get(keyOf(text)) as Answer[] | undefined]));
    const unknown = [...answers.keys()].filter((text) => !answers.get(text));
    while (unknown.length > 0) {
      let length = 0;
      const end = unknown.findIndex((text) => (length += lengthPerText + text.length) > maxMessageLength);
      const batch = unknown.splice(0, end < 0 ? unknown.length : end);
      const reply = lastQuery.then(() => query(batch));
      lastQuery = reply;
      (await reply)?.forEach((answer, i) => {
        answers.set(batch[i]!, answer);
        cache.set(keyOf(batch[i]!), answer);
      });
    }
    if (cache.size > maxCached) cache.clear();
    const all = texts.map((text) => answers.get(text));
    return !all.some((numbers) => numbers?.length) || (await canMark()) ? all : [];
  }
}
