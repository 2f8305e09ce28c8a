/** The card over each tab's page: its content, its position, and the docked card of the live call. */
import { isLive } from '../../../shared/call.ts';
import { cleanName } from '../../../shared/caller.ts';
import { labelFromText } from '../../../shared/number-labels.ts';
import { cleanPageUrl } from '../../../shared/page-url.ts';
import type { AppState, Card } from '../../state/app-state.ts';
import { changeAppState, readAppState } from '../../state/app-state-store.ts';
import { sendToTab, sendToTabs, type Sender } from '../../protocol/transport.ts';
import { changeSettings, readSettings } from '../../state/settings-store.ts';
import { addressOf, hostOf } from './sender-host.ts';
import { pageOf, readingFor } from './page-reading.ts';
import { countriesFor } from './unsure-numbers.ts';

/** The number as the content script found it. */
type FoundOnPage = Pick<Card, 'nonce' | 'written' | 'href' | 'number' | 'country' | 'name' | 'opened'>;

/** The card over the sender's tab. */
export async function cardOf({ tab }: Sender): Promise<Card | undefined> {
  return tab?.id === undefined ? undefined : (await readAppState()).cards[tab.id];
}

/** A tab has one card: the card of another frame is closed, and never shows this number. */
export async function openCard({ name: writtenName, ...shown }: FoundOnPage, sender: Sender): Promise<void> {
  const tabId = sender.tab?.id;
  if (tabId === undefined) return;
  const host = hostOf(sender);
  const reading = await readingFor(pageOf(sender));
  const { learned, hint } = reading;
  const asked = shown.number ? [] : countriesFor(shown.href ?? shown.written, reading);
  const name = nameOfPerson(writtenName);
  const card = {
    ...shown,
    ...(name ? { name } : {}),
    pageUrl: cleanPageUrl(addressOf(sender)) ?? '',
    host,
    region: reading.regions[0],
    ...(learned ? { learned } : {}),
    ...(hint ? { hint } : {}),
    ...(asked.length > 0 ? { ask: { countries: asked, forSite: reading.isOneCountry } } : {}),
  };
  let before: Card | undefined;
  await changeAppState((appState) => {
    before = appState.cards[tabId];
    return { ...appState, cards: { ...appState.cards, [tabId]: card } };
  });
  if (before && before.nonce !== card.nonce) await sendToTab(tabId, { command: 'closeCard', nonce: before.nonce });
}

/** The name without what could break the text around it; null for one that is nothing but a label, in any language of the labels. */
function nameOfPerson(written: string | undefined): string | null {
  const name = cleanName(written);
  return name && labelFromText(name, 0) === null ? name : null;
}

/** A card closed during its tab's call is docked instead: the live call always stays within reach. */
export async function closeCard(tabId: number | undefined, nonce: string): Promise<void> {
  if (tabId === undefined) return;
  await removeCard(tabId, nonce);
  const { call } = await readAppState();
  await sendToTab(tabId, isLive(call) && call.tabId === tabId ? { command: 'dock', on: true } : { command: 'closeCard', nonce });
}

/** @param nonce where given, a card of another frame stays. */
export async function removeCard(tabId: number, nonce?: string): Promise<void> {
  await changeAppState((appState) => {
    const card = appState.cards[tabId];
    if (!card || (nonce !== undefined && card.nonce !== nonce)) return appState;
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
