/** Messages from a card to the content script of its own tab, without waking the service worker. */
import browser from '../../browser.ts';
import type { TabCommand } from '../../protocol/tab-commands.ts';
import { sendToTab } from '../../protocol/transport.ts';

// Started with the page, before there is anything to draw.
const ownTab = browser.tabs.getCurrent();

export async function sendToOwnTab(command: TabCommand): Promise<void> {
  const { id } = (await ownTab) ?? {};
  if (id !== undefined) await sendToTab(id, command);
}

/** Reports the height of the card: only the iframe knows it, and only the page can size the iframe. Returns the function that stops it. */
export function reportHeight(card: HTMLElement, command: 'sizeCard' | 'sizeIncoming'): () => void {
  const observer = new ResizeObserver(() => void sendToOwnTab({ command, height: Math.ceil(card.offsetHeight) }));
  observer.observe(card);
  return () => observer.disconnect();
}
