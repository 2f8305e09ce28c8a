/** How the content script behaves on a site, from what the person chose. */
import { countryHint } from '../../../shared/country-hint.ts';
import { type Board, readBoard } from '../../state/app-state.ts';
import { homeCountry } from '../../state/home-country.ts';
import type { PageManner } from '../../protocol/messages.ts';
import { cueTabs } from '../../protocol/transport.ts';
import { readSettings } from '../../state/settings.ts';
import { isDocked } from './cards.ts';
import { countryLearnedFor } from './site-countries.ts';

export async function mannerFor(host: string, lang: string): Promise<PageManner> {
  const [settings, board, learnedHere] = await Promise.all([readSettings(), readBoard(), countryLearnedFor(host)]);
  const place = settings.cardPlaces[host];
  const chosen = settings.countryBySite[host];
  const learned = chosen ? null : learnedHere;
  const home = homeCountry(settings, board.agent, navigator.languages);
  const region = chosen ?? ((settings.country === '' && learned) || home);
  const hint = learned && learned !== region ? learned : countryHint(host, lang);
  return {
    on: !settings.sitesOff.includes(host),
    region,
    ...(hint ? { hint } : {}),
    openCardOn: settings.openCardOn,
    dock: isDocked(board),
    incoming: board.incoming.length > 0,
    ...(place ? { place } : {}),
  };
}

/** Pages that are open when the browser is paired read their numbers for the agent's country from then on. */
export async function agentMoved(before: Board | undefined, after: Board): Promise<void> {
  if (before?.agent?.phone !== after.agent?.phone || before?.agent?.callerId !== after.agent?.callerId) await mannersMoved();
}

/** Each page asks anew: which site it is on is its own to say. */
export async function mannersMoved(): Promise<void> {
  await cueTabs({}, { cue: 'mannerChanged' });
}
