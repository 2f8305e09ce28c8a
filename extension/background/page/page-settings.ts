/** The content script's settings for one site. */
import { valueOf } from '../../../shared/value-of.ts';
import type { AppState } from '../../state/app-state.ts';
import { readAppState } from '../../state/app-state-store.ts';
import type { PageSettings } from '../../protocol/queries.ts';
import { type Sender, sendToTabs } from '../../protocol/transport.ts';
import { readSettings } from '../../state/settings-store.ts';
import { isDocked } from './cards.ts';
import { regionKey } from './find-on-page.ts';
import { pageOf, readingFor } from './page-reading.ts';
import { saveLanguage } from './site-countries.ts';

/** @param lang of the page's root element; the card, which asks again, leaves it out. */
export async function pageSettingsFor(host: string, lang: string | undefined, sender: Sender): Promise<PageSettings> {
  const page = pageOf(sender);
  if (lang !== undefined) await saveLanguage(page.host, lang);
  const [settings, appState, reading] = await Promise.all([readSettings(), readAppState(), readingFor(page)]);
  const place = valueOf(settings.cardPlaces, host);
  return {
    on: !settings.sitesOff.includes(host),
    regions: regionKey(reading),
    openCardOn: settings.openCardOn,
    look: settings.look,
    dock: isDocked(appState),
    incoming: appState.incoming.length > 0,
    ...(place ? { place } : {}),
  };
}

/** The agent's numbers decide the home country: open pages read their numbers again. */
export async function onAgentChanged(before: AppState | undefined, after: AppState): Promise<void> {
  if (before?.agent?.phone !== after.agent?.phone || before?.agent?.callerId !== after.agent?.callerId) await onPageSettingsChanged();
}

/** Has every page query its settings again: only the page knows its host. */
export async function onPageSettingsChanged(): Promise<void> {
  await sendToTabs({}, { command: 'pageSettingsChanged' });
}
