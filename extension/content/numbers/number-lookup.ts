/** Queries the background for the numbers in texts of the page, and caches its answers. */
import type { QueryAnswers } from '../../protocol/queries.ts';
import { send } from '../runtime/send.ts';

type FoundInText = QueryAnswers['findNumbers'][number];
export type TargetOfLink = Exclude<QueryAnswers['readNumbers'][number], { problem: unknown }>;

export type NumberLookup = {
  /** Later answers are read for `regions`; the answers of queries that are under way are dropped. */
  setRegions: (regions: string) => void;
  /**
   * Yields after each message: the numbers of each text so far, in the order of `texts`, and undefined for a text without
   * an answer. So the first numbers do not wait for the last.
   * @param areTyped a person may be typing the texts: the first digits of a number tell nothing of the page's country.
   */
  findNumbers: (texts: string[], areTyped: boolean) => AsyncGenerator<(FoundInText | undefined)[]>;
  /** The number that a `tel:` target calls; undefined where it calls none. */
  readTarget: (target: string) => Promise<TargetOfLink | undefined>;
};

/** Of one message, which may have more: the numbers at the top of the page are marked while the rest is read. */
export const maxMessageLength = 20_000;
/** Counted for each text beside its length: bounds the texts of one message. */
const lengthPerText = 250;
const maxCached = 2000;

/** Keyed by `regions` too: the background may come to read the page for another country. */
const cache = new Map<string, object[]>();

/** The rest of a text, else up to the end of a line, else of a word: at most `maxTextLength` characters. */
const part = /[^]{1,8000}$|[^]{0,7999}\n|[^]{0,7999} |[^]{8000}/g;

/** @param canMark called before numbers are returned, because a number must be painted and answer a click; none are returned on false. */
export function createNumberLookup(canMark: () => Promise<boolean>): NumberLookup {
  let regions = '';
  /** The background refuses a frame that asks more than one question at a time. */
  let lastQuery: Promise<unknown> = Promise.resolve();

  return {
    setRegions: (changed) => (regions = changed),
    async *findNumbers(texts, areTyped) {
      const parts = texts.map((text) => text.match(part)!);
      for await (const found of lookUp(parts.flat(), '', (batch) => send({ query: 'findNumbers', texts: batch, areTyped }))) {
        yield parts.map((ofText) => {
          let at = 0;
          let numbers: FoundInText | undefined;
          for (const { length } of ofText) {
            const before = at;
            const inPart = found.shift()?.map((number) => ({ ...number, start: number.start + before, end: number.end + before }));
            if (inPart) numbers = (numbers ?? []).concat(inPart);
            at += length;
          }
          return numbers;
        });
      }
    },
    async readTarget(target) {
      for await (const [numbers] of lookUp([target], 'tel:', readTargets)) return numbers?.[0];
    },
  };

  /** The cache may be cleared during a query, so the answers are collected apart from it. */
  async function* lookUp<Answer extends object>(
    texts: string[],
    kind: string,
    query: (batch: string[]) => Promise<Answer[][] | null | undefined>,
  ): AsyncGenerator<(Answer[] | undefined)[]> {
    const asked = regions;
    const keyOf = (text: string) => `${kind}${asked} ${text}`;
    const answers = new Map(texts.map((text) => [text, cache.get(keyOf(text)) as Answer[] | undefined]));
    const unknown = [...answers.keys()].filter((text) => !answers.get(text));
    do {
      let length = 0;
      const end = unknown.findIndex((text) => (length += lengthInMessage(text)) > maxMessageLength);
      const batch = unknown.splice(0, end < 0 ? unknown.length : end);
      if (batch[0] !== undefined) {
        const reply = lastQuery.then(() => (asked === regions ? query(batch) : null));
        lastQuery = reply;
        (await reply)?.forEach((answer, i) => {
          answers.set(batch[i]!, answer);
          cache.set(keyOf(batch[i]!), answer);
        });
      }
      if (cache.size > maxCached) cache.clear();
      const all = texts.map((text) => answers.get(text));
      if ((all.some((numbers) => numbers?.length) && !(await canMark())) || asked !== regions) return;
      yield all;
    } while (unknown.length > 0);
  }
}

export function lengthInMessage(text: string): number {
  return lengthPerText + text.length;
}

async function readTargets(written: string[]): Promise<TargetOfLink[][] | undefined> {
  return (await send({ query: 'readNumbers', written }))?.map((number) => ('e164' in number ? [number] : []));
}
