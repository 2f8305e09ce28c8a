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

/**
 * Has the card script handle `command`, in the order of the calls.
 * @param load false: only if the script is loaded or loading.
 * @returns false when the script is not there.
 */
export async function handleInCardScript(command: CardScriptCommand, load: boolean): Promise<boolean> {
  if (load || loading) await loadCardScript();
  cardScript?.handle(command);
  return cardScript !== null;
}
