/** Has the script of the cards brought when it is first needed; what is asked of it before waits until it is here. */
import type { CardScript } from './isolated-world-bridge.ts';
import { send } from './send.ts';

let cardScript: CardScript | null = null;
let loading: Promise<boolean> | null = null;
let onRegistered: (here: boolean) => void;

export function registerCardScript(taken: CardScript): void {
  cardScript = taken;
  onRegistered?.(true);
}

/** Null until they are here. */
export function loadedCardScript(): CardScript | null {
  return cardScript;
}

/** Has them brought. @returns false when they cannot come: whoever asks next tries again. */
export async function loadCardScript(): Promise<boolean> {
  if (cardScript) return true;
  loading ??= new Promise((resolve) => {
    onRegistered = resolve;
    void injectCardScript().then(resolve);
  });
  return loading;
}

async function injectCardScript(): Promise<boolean> {
  await send({ command: 'bringCards' });
  loading = null;
  return cardScript !== null;
}

/** Runs once the cards are here, or `otherwise` when they cannot come. */
export async function withCardScript(run: (cards: CardScript) => void, otherwise: () => void): Promise<void> {
  await loadCardScript();
  if (cardScript) run(cardScript);
  else otherwise();
}

/** Runs where a card is on show, or about to be. */
export async function ifCardScript(run: (cards: CardScript) => void): Promise<void> {
  if (loading) await loadCardScript();
  if (cardScript) run(cardScript);
}
