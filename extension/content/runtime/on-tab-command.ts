/** Hears what the background asks of this page. */
import type { TabCommand } from '../../protocol/tab-commands.ts';

/** Only our own extension reaches a content script's `onMessage`: what is meant for this place is a command. */
export function onTabCommand(handle: (command: TabCommand) => void): void {
  chrome.runtime.onMessage.addListener((envelope: { to?: unknown; message?: TabCommand } | null) => {
    if (envelope?.to === 'content' && envelope.message) handle(envelope.message);
  });
}
