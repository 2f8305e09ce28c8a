/** The content script's settings for one site. */
import { countryHint } from '../../../shared/country-hint.ts';
import type { AppState } from '../../state/app-state.ts';
import { readAppState } from '../../state/app-state-store.ts';
import { homeCountry } from '../../state/home-country.ts';
import type { PageSettings } from '../../protocol/queries.ts';
import { sendToTabs } from '../../protocol/transport.ts';
import { readSettings } from '../../state/settings-store.ts';
import { valueOf } from '../../../shared/value-of.ts';
import { isDocked } from './cards.ts';
import { countryLearnedFor } from './site-countries.ts';

export async function pageSettingsFor(host: string, lang: string): Promise<PageSettings> {
  const [settings, appState, learnedHere] = await Promise.all([readSettings(), readAppState(), countryLearnedFor(host)]);
  const place = valueOf(settings.cardPlaces, host);
  const chosen = valueOf(settings.countryBySite, host);
  const learned = chosen ? null : learnedHere;
  const home = homeCountry(settings, appState.agent, navigator.languages);
  const region = chosen ?? ((settings.country === '' && learned) || home);
  const hint = learned && learned !== region ? learned : countryHint(host, lang);
  return {
    on: !settings.sitesOff.includes(host),
    region,
    ...(hint ? { hint } : {}),
    openCardOn: settings.openCardOn,
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
