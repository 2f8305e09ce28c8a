/** The card over each tab's page: what it shows, where it stands, and where the live call is docked. */
import { isLive } from '../../../shared/call.ts';
import { cleanName } from '../../../shared/caller.ts';
import type { AppState, Card } from '../../state/app-state.ts';
import { changeAppState, readAppState } from '../../state/app-state-store.ts';
import type { CommandOf } from '../../protocol/commands.ts';
import { sendToTab, sendToTabs, type Sender } from '../../protocol/transport.ts';
import { changeSettings, readSettings } from '../../state/settings-store.ts';
import { hostOf } from './sender-host.ts';
import { countryLearnedFor } from './site-countries.ts';

type OpenCard = CommandOf<'openCard'>;

/** The card over the sender's tab. */
export async function cardOf({ tab }: Sender): Promise<Card | undefined> {
  return tab?.id === undefined ? undefined : (await readAppState()).cards[tab.id];
}

export async function openCard({ command: _, name: told, ...shown }: OpenCard, sender: Sender): Promise<void> {
  const tabId = sender.tab?.id;
  if (tabId === undefined) return;
  const host = hostOf(sender);
  const learned = await countryLearnedFor(host);
  const name = cleanName(told);
  const card = { ...shown, ...(name ? { name } : {}), pageUrl: sender.url ?? '', host, ...(learned ? { learned } : {}) };
  await changeAppState((appState) => ({ ...appState, cards: { ...appState.cards, [tabId]: card } }));
}

/** A card closed while its tab's call is on goes to the edge instead of away: a call is never out of reach. */
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

/** Puts the number into the dial pad, or that of the tab's card. */
export async function draftNumber(tabId: number | undefined, number?: string): Promise<void> {
  await changeAppState((appState) => {
    const card = tabId === undefined ? undefined : appState.cards[tabId];
    const draft = number ?? card?.number ?? card?.written;
    return draft ? { ...appState, draft } : appState;
  });
}

export async function sizeCard(tabId: number | undefined, height: number): Promise<void> {
  if (tabId !== undefined) await sendToTab(tabId, { command: 'sizeCard', height });
}

export async function dragCard(tabId: number | undefined, dx: number, dy: number): Promise<void> {
  if (tabId !== undefined) await sendToTab(tabId, { command: 'moveCard', dx, dy });
}

/** Keeps where the docked card was put on this site. */
export async function saveCardPosition(sender: Sender, place: { top: number; end: number }): Promise<void> {
  const { cardPlaces } = await readSettings();
  await changeSettings({ cardPlaces: { ...cardPlaces, [hostOf(sender)]: place } });
}

/** Numbers of the card's site are read for `country` from now on. */
export async function saveSiteCountry(tabId: number | undefined, country: string): Promise<void> {
  const host = tabId === undefined ? undefined : (await readAppState()).cards[tabId]?.host;
  if (!host) return;
  const { countryBySite } = await readSettings();
  await changeSettings({ countryBySite: { ...countryBySite, [host]: country } });
}

export const isDocked = ({ call }: AppState) => isLive(call) && call.phase.is === 'connected';

/** Shows or takes away the docked card when a call gets connected or ends: on the tabs that people look at. */
export async function onDockChanged(before: AppState | undefined, after: AppState): Promise<void> {
  const on = isDocked(after);
  if (on === (before !== undefined && isDocked(before))) return;
  // Taken away everywhere: a tab may have been looked at during the call.
  if (on && after.call?.tabId !== undefined) await removeCard(after.call.tabId);
  await sendToTabs(on ? { active: true } : {}, { command: 'dock', on });
}
