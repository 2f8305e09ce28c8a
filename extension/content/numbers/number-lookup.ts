/** Queries the background for the numbers in texts of the page, and caches its answers. */
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

const maxBatchSize = 100;
const maxCached = 2000;

/** Keyed by `regions` too: the background may come to read the page for another country. */
const cache = new Map<string, object[]>();

/** @param canServeClicks called before numbers are returned, because a marked number must answer a click; none are returned on false. */
export function createNumberLookup({ regions }: { regions: string }, canServeClicks: () => Promise<boolean>): NumberLookup {
  return {
    findNumbers: (texts) => lookUp(texts, regions, (batch) => send({ query: 'findNumbers', texts: batch })),
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
    for (let from = 0; from < unknown.length; from += maxBatchSize) {
      const batch = unknown.slice(from, from + maxBatchSize);
      const replies = await query(batch);
      replies?.forEach((answer, i) => {
        answers.set(batch[i]!, answer);
        cache.set(keyOf(batch[i]!), answer);
      });
    }
    if (cache.size > maxCached) cache.clear();
    const all = texts.map((text) => answers.get(text));
    return !all.some((numbers) => numbers?.length) || (await canServeClicks()) ? all : [];
  }
}
