/** Asks the background which numbers stand in texts of the page, and remembers its answers. */
import type { FoundNumber as Found } from '../../shared/find-numbers.ts';
import type { ReadNumber } from '../../shared/phone-number.ts';
import { send } from './send.ts';

export type { Found };

const mostAtOnce = 100;
const mostKept = 2000;

/** Oldest first: what is used again moves to the end. Keys hold the region, for the person may change it. */
const found = new Map<string, Found[]>();
const read = new Map<string, ReadNumber | null>();

/** The numbers of each text, in the order asked; null for a text on which there was no answer. */
export async function findNumbersIn(texts: string[], region: string): Promise<(Found[] | null)[]> {
  await ask(texts, region, found, (batch) => send({ question: 'findNumbers', region, texts: batch }));
  return texts.map((text) => recall(found, region + text) ?? null);
}

/** The number each `tel:` target means, in the order asked; null for one that means none. */
export async function readTargets(written: string[], region: string): Promise<(ReadNumber | null)[]> {
  await ask(written, region, read, async (batch) => {
    const answers = await send({ question: 'readNumbers', region, written: batch });
    return answers?.map((answer) => ('e164' in answer ? answer : null)) ?? null;
  });
  return written.map((text) => recall(read, region + text) ?? null);
}

async function ask<Answer>(
  texts: string[],
  region: string,
  kept: Map<string, Answer>,
  question: (batch: string[]) => Promise<Answer[] | null>,
): Promise<void> {
  const unknown = [...new Set(texts)].filter((text) => !kept.has(region + text));
  for (let from = 0; from < unknown.length; from += mostAtOnce) {
    const batch = unknown.slice(from, from + mostAtOnce);
    const answers = await question(batch);
    answers?.forEach((answer, i) => kept.set(region + batch[i]!, answer));
  }
  const surplus = kept.size - mostKept - texts.length;
  if (surplus > 0) for (const key of [...kept.keys()].slice(0, surplus)) kept.delete(key);
}

function recall<Answer>(kept: Map<string, Answer>, key: string): Answer | undefined {
  const answer = kept.get(key);
  if (answer === undefined) return undefined;
  kept.delete(key);
  kept.set(key, answer);
  return answer;
}
