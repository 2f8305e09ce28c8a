/** Has the script of the cards brought when it is first needed; what is asked of it before waits until it is here. */
import type { Cards } from './meeting.ts';
import { send } from './send.ts';

type Task = { run: (cards: Cards) => void; otherwise?: () => void };

let cards: Cards | null = null;
let onItsWay = false;
const waiting: Task[] = [];

export function takeCards(come: Cards): void {
  cards = come;
  for (const { run } of waiting.splice(0)) run(come);
}

/** Runs once the cards are here, or `otherwise` when they cannot come. */
export function withCards(run: Task['run'], otherwise: () => void): void {
  if (cards) return run(cards);
  waiting.push({ run, otherwise });
  void fetchCards();
}

/** Runs where a card is on show, or about to be. */
export function ifCards(run: Task['run']): void {
  if (cards) run(cards);
  else if (waiting.length > 0) waiting.push({ run });
}

/** Has them brought before anybody needs them. */
export async function fetchCards(): Promise<void> {
  if (cards || onItsWay) return;
  onItsWay = true;
  // Answered when they are here.
  await send({ command: 'bringCards' });
  onItsWay = false;
  for (const { otherwise } of waiting.splice(0)) otherwise?.();
}
