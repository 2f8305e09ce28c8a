/** Asks the background which numbers stand in texts of the page, and remembers its answers. */
import type { FoundNumber as Found } from '../../shared/find-numbers.ts';
import type { ReadNumber } from '../../shared/phone-number.ts';
import { send } from './send.ts';

export type { Found };

const mostAtOnce = 100;
const mostKept = 2000;

/** Where numbers written without a country are from: `hint` counts for those that are none in `region`. ISO codes. */
export type Home = { region: string; hint?: string };

/** Oldest first: what is used again moves to the end. Keys hold the home, for the person may change it. */
const found = new Map<string, Found[]>();
const read = new Map<string, ReadNumber | null>();

/** The numbers of each text, in the order asked; null for a text on which there was no answer. */
export async function findNumbersIn(texts: string[], home: Home): Promise<(Found[] | null)[]> {
  const { region, hint } = home;
  await ask(texts, home, found, (batch) => send({ question: 'findNumbers', region, ...(hint ? { hint } : {}), texts: batch }));
  return texts.map((text) => recall(found, keyOf(home, text)) ?? null);
}

/** The number each `tel:` target means, in the order asked; null for one that means none. */
export async function readTargets(written: string[], home: Home): Promise<(ReadNumber | null)[]> {
  await ask(written, home, read, async (batch) => {
    const answers = await send({ question: 'readNumbers', region: home.region, written: batch });
    return answers?.map((answer) => ('e164' in answer ? answer : null)) ?? null;
  });
  return written.map((text) => recall(read, keyOf(home, text)) ?? null);
}

function keyOf({ region, hint }: Home, text: string): string {
  return `${region}${hint ?? ''} ${text}`;
}

async function ask<Answer>(
  texts: string[],
  home: Home,
  kept: Map<string, Answer>,
  question: (batch: string[]) => Promise<Answer[] | null>,
): Promise<void> {
  const unknown = [...new Set(texts)].filter((text) => !kept.has(keyOf(home, text)));
  for (let from = 0; from < unknown.length; from += mostAtOnce) {
    const batch = unknown.slice(from, from + mostAtOnce);
    const answers = await question(batch);
    batch.forEach((text, i) => {
      const answer = answers?.[i];
      if (answer !== undefined) kept.set(keyOf(home, text), answer);
    });
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
