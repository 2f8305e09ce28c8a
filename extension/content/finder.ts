/** Asks the background which numbers stand in texts of the page, and remembers its answers. */
import type { FoundNumber as Found } from '../../shared/find-numbers.ts';
import type { ReadNumber } from '../../shared/phone-number.ts';
import { fetchCards } from './fetched-cards.ts';
import { send } from './send.ts';

export type { Found };

const mostAtOnce = 100;
const mostKept = 2000;

/** Where numbers written without a country are from: `hint` counts for those that are none in `region`. ISO codes. */
export type Home = { region: string; hint?: string };

/** Oldest first, and forgotten first. Keys hold the home, for the person may change it. */
const found = new Map<string, Found[]>();
const read = new Map<string, ReadNumber | null>();

/**
 * The numbers of each text, in the order asked; null for a text on which there was no answer. Where there are any, the
 * cards are here: a number that is marked can be clicked.
 */
export async function findNumbersIn(texts: string[], home: Home): Promise<(Found[] | null)[]> {
  const { region, hint } = home;
  const answers = await ask(texts, home, found, (batch) =>
    send({ question: 'findNumbers', region, ...(hint ? { hint } : {}), texts: batch }),
  );
  const served = !answers.some((numbers) => numbers?.length) || (await fetchCards());
  return answers.map((answer) => (served && answer) || null);
}

/** The number each `tel:` target means, in the order asked; null for one that means none, or cannot be clicked. */
export async function readTargets(written: string[], home: Home): Promise<(ReadNumber | null)[]> {
  const answers = await ask(written, home, read, async (batch) => {
    const readings = await send({ question: 'readNumbers', region: home.region, written: batch });
    return readings?.map((reading) => ('e164' in reading ? reading : null)) ?? null;
  });
  const served = !answers.some((number) => number) || (await fetchCards());
  return answers.map((answer) => (served && answer) || null);
}

function keyOf({ region, hint }: Home, text: string): string {
  return `${region}${hint ?? ''} ${text}`;
}

/** What is kept may be dropped while the background thinks, so the answers are gathered apart from it. */
async function ask<Answer>(
  texts: string[],
  home: Home,
  kept: Map<string, Answer>,
  question: (batch: string[]) => Promise<Answer[] | null>,
): Promise<(Answer | undefined)[]> {
  const answers = new Map(texts.map((text) => [text, kept.get(keyOf(home, text))]));
  const unknown = [...answers.keys()].filter((text) => answers.get(text) === undefined);
  for (let from = 0; from < unknown.length; from += mostAtOnce) {
    const batch = unknown.slice(from, from + mostAtOnce);
    const given = await question(batch);
    batch.forEach((text, i) => {
      const answer = given?.[i];
      if (answer === undefined) return;
      answers.set(text, answer);
      kept.set(keyOf(home, text), answer);
    });
  }
  const surplus = kept.size - mostKept;
  if (surplus > 0) for (const key of [...kept.keys()].slice(0, surplus)) kept.delete(key);
  return texts.map((text) => answers.get(text));
}
