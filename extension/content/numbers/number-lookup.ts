/** Asks the background which numbers stand in texts of the page, and remembers its answers. */
import type { FoundNumber as Found } from '../../../shared/find-numbers.ts';
import type { ReadNumber } from '../../../shared/phone-number.ts';
import { loadCardScript } from '../runtime/card-script-loader.ts';
import { send } from '../runtime/send.ts';

export type { Found };

const maxBatchSize = 100;
const maxCached = 2000;

/** Where numbers written without a country are from: `hint` counts for those that are none in `region`. ISO codes. */
export type HomeRegion = { region: string; hint?: string };

/** By what was asked and for which home: the person may change it. */
const cache = new Map<string, object[]>();

/**
 * The numbers of each text, in the order asked; nothing for a text on which there was no answer. Where there are any, the
 * cards are here: a number that is marked can be clicked.
 */
export function findNumbersIn(texts: string[], { region, hint }: HomeRegion): Promise<(Found[] | undefined)[]> {
  const home = { region, ...(hint ? { hint } : {}) };
  return lookUp(texts, `${region}${hint ?? ''}`, (batch) => send({ query: 'findNumbers', ...home, texts: batch }));
}

/** The number each `tel:` target means, in the order asked; nothing for one that means none, or cannot be clicked. */
export async function readLinkTargets(targets: string[], { region }: HomeRegion): Promise<(ReadNumber | undefined)[]> {
  const answers = await lookUp(targets, `tel:${region}`, async (written) => {
    const readings = await send({ query: 'readNumbers', region, written });
    return readings?.map((reading) => ('e164' in reading ? [reading] : []));
  });
  return answers.map((numbers) => numbers?.[0]);
}

/** What is kept may be dropped while the background thinks, so the answers are gathered apart from it. */
async function lookUp<Answer extends object>(
  texts: string[],
  what: string,
  question: (batch: string[]) => Promise<Answer[][] | null | undefined>,
): Promise<(Answer[] | undefined)[]> {
  const keyOf = (text: string) => `${what} ${text}`;
  const answers = new Map(texts.map((text) => [text, cache.get(keyOf(text)) as Answer[] | undefined]));
  const unknown = [...answers.keys()].filter((text) => !answers.get(text));
  for (let from = 0; from < unknown.length; from += maxBatchSize) {
    const batch = unknown.slice(from, from + maxBatchSize);
    const given = await question(batch);
    batch.forEach((text, i) => {
      const answer = given?.[i];
      if (!answer) return;
      answers.set(text, answer);
      cache.set(keyOf(text), answer);
    });
  }
  if (cache.size > maxCached) cache.clear();
  const all = texts.map((text) => answers.get(text));
  return !all.some((numbers) => numbers?.length) || (await loadCardScript()) ? all : [];
}
