/** Has the card script injected when it is first needed; callers wait until it has registered. */
import type { CardScriptCommand } from '../../protocol/tab-commands.ts';
import { send } from './send.ts';

export type CardScript = {
  /** Inserts the style of the marks, once. @returns false when that failed: the next call tries again. */
  styleMarks: () => Promise<boolean>;
  handle: (command: CardScriptCommand) => void;
  /** For every `click` and `pointermove` of the page. */
  onPointer: (event: PointerEvent) => void;
};

/** Null until it has registered. */
export let cardScript: CardScript | null = null;
let loading: Promise<boolean> | null = null;
let onRegistered: (isLoaded: boolean) => void;

export function registerCardScript(registered: CardScript): void {
  cardScript = registered;
  onRegistered?.(true);
}

/** @returns false when the injection failed: the next call tries again. */
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

/** Runs `use` once the card script is loaded, or `otherwise` when the injection failed. */
export async function withCardScript(use: (cardScript: CardScript) => void, otherwise: () => void): Promise<void> {
  await loadCardScript();
  if (cardScript) use(cardScript);
  else otherwise();
}

/** Runs `use` if the card script is loaded or loading; does not load it. */
export async function ifCardScript(use: (cardScript: CardScript) => void): Promise<void> {
  if (loading) await loadCardScript();
  if (cardScript) use(cardScript);
}
