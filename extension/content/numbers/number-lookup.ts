/** Asks the background which numbers stand in texts of the page, and remembers its answers. */
import type { FoundNumber as Found } from '../../../shared/find-numbers.ts';
import type { ReadNumber } from '../../../shared/phone-number.ts';
import { fetchCards } from '../runtime/card-script-loader.ts';
import { send } from '../runtime/send.ts';

export type { Found };

const mostAtOnce = 100;
const mostKept = 2000;

/** Where numbers written without a country are from: `hint` counts for those that are none in `region`. ISO codes. */
export type Home = { region: string; hint?: string };

/** By what was asked and for which home: the person may change it. */
const kept = new Map<string, object[]>();

/**
 * The numbers of each text, in the order asked; nothing for a text on which there was no answer. Where there are any, the
 * cards are here: a number that is marked can be clicked.
 */
export function findNumbersIn(texts: string[], { region, hint }: Home): Promise<(Found[] | undefined)[]> {
  const home = { region, ...(hint ? { hint } : {}) };
  return ask(texts, `${region}${hint ?? ''}`, (batch) => send({ query: 'findNumbers', ...home, texts: batch }));
}

/** The number each `tel:` target means, in the order asked; nothing for one that means none, or cannot be clicked. */
export async function readTargets(targets: string[], { region }: Home): Promise<(ReadNumber | undefined)[]> {
  const answers = await ask(targets, `tel:${region}`, async (written) => {
    const readings = await send({ query: 'readNumbers', region, written });
    return readings?.map((reading) => ('e164' in reading ? [reading] : []));
  });
  return answers.map((numbers) => numbers?.[0]);
}

/** What is kept may be dropped while the background thinks, so the answers are gathered apart from it. */
async function ask<Answer extends object>(
  texts: string[],
  what: string,
  question: (batch: string[]) => Promise<Answer[][] | null | undefined>,
): Promise<(Answer[] | undefined)[]> {
  const keyOf = (text: string) => `${what} ${text}`;
  const answers = new Map(texts.map((text) => [text, kept.get(keyOf(text)) as Answer[] | undefined]));
  const unknown = [...answers.keys()].filter((text) => !answers.get(text));
  for (let from = 0; from < unknown.length; from += mostAtOnce) {
    const batch = unknown.slice(from, from + mostAtOnce);
    const given = await question(batch);
    batch.forEach((text, i) => {
      const answer = given?.[i];
      if (!answer) return;
      answers.set(text, answer);
      kept.set(keyOf(text), answer);
    });
  }
  if (kept.size > mostKept) kept.clear();
  const all = texts.map((text) => answers.get(text));
  return !all.some((numbers) => numbers?.length) || (await fetchCards()) ? all : [];
}
