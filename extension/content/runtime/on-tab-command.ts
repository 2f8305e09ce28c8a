/** Receives the tab commands that the background and the cards send to this tab. */
import type { TabCommand } from '../../protocol/tab-commands.ts';

/** Only our own extension reaches a content script's `onMessage`, so an envelope for `content` holds a tab command. */
export function onTabCommand(handle: (command: TabCommand) => void): void {
  chrome.runtime.onMessage.addListener((envelope: { to: unknown; message: TabCommand }) => {
    if (envelope.to === 'content') handle(envelope.message);
  });
}
