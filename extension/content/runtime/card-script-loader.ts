/** Has the script of the cards brought when it is first needed; what is asked of it before waits until it is here. */
import type { Cards } from './isolated-world-bridge.ts';
import { send } from './send.ts';

let cards: Cards | null = null;
let coming: Promise<boolean> | null = null;
let came: (here: boolean) => void;

export function takeCards(taken: Cards): void {
  cards = taken;
  came?.(true);
}

/** Null until they are here. */
export function cardsHere(): Cards | null {
  return cards;
}

/** Has them brought. @returns false when they cannot come: whoever asks next tries again. */
export async function fetchCards(): Promise<boolean> {
  if (cards) return true;
  coming ??= new Promise((resolve) => {
    came = resolve;
    void bring().then(resolve);
  });
  return coming;
}

async function bring(): Promise<boolean> {
  await send({ command: 'bringCards' });
  coming = null;
  return cards !== null;
}

/** Runs once the cards are here, or `otherwise` when they cannot come. */
export async function withCards(run: (cards: Cards) => void, otherwise: () => void): Promise<void> {
  await fetchCards();
  if (cards) run(cards);
  else otherwise();
}

/** Runs where a card is on show, or about to be. */
export async function ifCards(run: (cards: Cards) => void): Promise<void> {
  if (coming) await fetchCards();
  if (cards) run(cards);
}
