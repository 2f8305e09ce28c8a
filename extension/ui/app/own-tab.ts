/** The tab that a page in an iframe belongs to, and messages straight to its content script. */
import browser from '../../browser.ts';
import { observeHeight } from './observe-height.ts';
import { frameNonce } from './own-frame.ts';
import { sendToTab } from '../../protocol/transport.ts';
import type { TabCommand } from '../../protocol/tab-commands.ts';

let ownTab: ReturnType<typeof browser.tabs.getCurrent> | undefined;

/** Null for a page that is not in a tab. Asks Chrome once. */
export async function ownTabId(): Promise<number | null> {
  ownTab ??= browser.tabs.getCurrent();
  return (await ownTab)?.id ?? null;
}

/** Needs no service worker, which a message through the background would have to start. */
export async function sendToOwnTab(message: TabCommand): Promise<void> {
  const id = await ownTabId();
  if (id !== null) await sendToTab(id, message);
}

/** Reports a card's height to its page: only the iframe knows it, only the page can size the iframe. Returns a function that stops it. */
export function reportHeight(card: HTMLElement, command: 'sizeCard' | 'sizeIncoming'): () => void {
  return observeHeight(card, (height) => void sendToOwnTab({ command, nonce: frameNonce, height }));
}
