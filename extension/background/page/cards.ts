/** The card over each tab's page: its content, its position, and the docked card of the live call. */
import { isLive } from '../../../shared/call.ts';
import { cleanName } from '../../../shared/caller.ts';
import type { AppState, Card } from '../../state/app-state.ts';
import { changeAppState, readAppState } from '../../state/app-state-store.ts';
import { sendToTab, sendToTabs, type Sender } from '../../protocol/transport.ts';
import { changeSettings, readSettings } from '../../state/settings-store.ts';
import { hostOf } from './sender-host.ts';
import { countryLearnedFor } from './site-countries.ts';

/** The number as the content script found it. */
type FoundOnPage = Pick<Card, 'written' | 'href' | 'number' | 'country' | 'hint' | 'name' | 'opened'>;

/** The card over the sender's tab. */
export async function cardOf({ tab }: Sender): Promise<Card | undefined> {
  return tab?.id === undefined ? undefined : (await readAppState()).cards[tab.id];
}

export async function openCard({ name: writtenName, ...shown }: FoundOnPage, sender: Sender): Promise<void> {
  const tabId = sender.tab?.id;
  if (tabId === undefined) return;
  const host = hostOf(sender);
  const learned = await countryLearnedFor(host);
  const name = cleanName(writtenName);
  const card = { ...shown, ...(name ? { name } : {}), pageUrl: sender.url ?? '', host, ...(learned ? { learned } : {}) };
  await changeAppState((appState) => ({ ...appState, cards: { ...appState.cards, [tabId]: card } }));
}

/** A card closed during its tab's call is docked instead: the live call always stays within reach. */
export async function closeCard(tabId: number | undefined): Promise<void> {
  if (tabId === undefined) return;
  await removeCard(tabId);
  const { call } = await readAppState();
  await sendToTab(tabId, isLive(call) && call.tabId === tabId ? { command: 'dock', on: true } : { command: 'closeCard' });
}

export async function removeCard(tabId: number): Promise<void> {
  await changeAppState((appState) => {
    if (!(tabId in appState.cards)) return appState;
    const { [tabId]: _, ...cards } = appState.cards;
    return { ...appState, cards };
  });
}

/** Puts a number into the dial pad: `number`, else that of the tab's card. */
export async function draftNumber(tabId: number | undefined, number?: string): Promise<void> {
  await changeAppState((appState) => {
    const card = tabId === undefined ? undefined : appState.cards[tabId];
    const written = number ?? card?.number ?? card?.written;
    return written ? { ...appState, draft: { written, ...(card ? { host: card.host } : {}) } } : appState;
  });
}

/** Saves the docked card's position for the sender's site. */
export async function saveCardPosition(sender: Sender, position: { top: number; end: number }): Promise<void> {
  const { cardPlaces } = await readSettings();
  await changeSettings({ cardPlaces: { ...cardPlaces, [hostOf(sender)]: position } });
}

/** Saves `country` as the region of the numbers on the card's site. */
export async function saveSiteCountry(tabId: number | undefined, country: string): Promise<void> {
  const host = tabId === undefined ? undefined : (await readAppState()).cards[tabId]?.host;
  if (!host) return;
  const { countryBySite } = await readSettings();
  await changeSettings({ countryBySite: { ...countryBySite, [host]: country } });
}

export const isDocked = ({ call }: AppState) => isLive(call) && call.phase.is === 'connected';

/** Shows the docked card on active tabs when a call connects, and hides it when the call ends. */
export async function onDockChanged(before: AppState | undefined, after: AppState): Promise<void> {
  const on = isDocked(after);
  if (on === (before !== undefined && isDocked(before))) return;
  // Hidden on all tabs: any tab may have been active during the call.
  if (on && after.call?.tabId !== undefined) await removeCard(after.call.tabId);
  await sendToTabs(on ? { active: true } : {}, { command: 'dock', on });
}
