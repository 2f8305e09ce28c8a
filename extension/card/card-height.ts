/** Reports the card's height to its page: only the iframe knows it, and only the page can size the iframe. */
import browser from '../browser.ts';
import type { CardTabCommand } from '../protocol/tab-commands.ts';
import { sendToTab } from '../protocol/transport.ts';

const ownTab = browser.tabs.getCurrent();

/** Straight to the card's own tab: the service worker need not wake up. */
export async function sendToOwnTab(command: CardTabCommand): Promise<void> {
  const { id } = (await ownTab) ?? {};
  if (id !== undefined) await sendToTab(id, command);
}

/** Returns the function that stops it. */
export function tellHeight(card: HTMLElement): () => void {
  const observer = new ResizeObserver(() => void sendToOwnTab({ command: 'sizeCard', height: Math.ceil(card.offsetHeight) }));
  observer.observe(card);
  return () => observer.disconnect();
}
