/** Effects of a switch of tabs: the cards of calls follow the person to the tab in front. */
import { readAppState } from '../state/app-state-store.ts';
import { sendToTab } from '../protocol/transport.ts';
import { isDocked } from './page/cards.ts';

export async function onTabActivated(tabId: number): Promise<void> {
  const appState = await readAppState();
  if (isDocked(appState)) await sendToTab(tabId, { command: 'dock', on: true });
  if (appState.incoming.length > 0) await sendToTab(tabId, { command: 'incoming', on: true });
}
