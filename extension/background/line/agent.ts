/** The agent in the app state, as the backend knows them. */
import type { Agent } from '../../../shared/api.ts';
import { countryObstacle } from '../../state/allowed-country.ts';
import type { AppState } from '../../state/app-state.ts';
import { changeAppState, readAppState } from '../../state/app-state-store.ts';
import { readPairing } from '../../state/settings-store.ts';
import type { Pairing } from '../../state/settings.ts';
import { fetchAgent } from '../../worker-client.ts';

/** Being busy is left out: this browser knows its own call before the backend does. */
export function withAgent(appState: AppState, agent: Agent): AppState {
  return { ...appState, agent, availability: agent.availability === 'away' ? 'away' : 'available' };
}

export async function showAgent(agent: Agent): Promise<void> {
  await changeAppState((appState) => withAgent(appState, agent));
}

/** Fetches the agent anew; the agent in the app state stays when the backend cannot be reached. */
export async function refreshAgent(pairing: Pairing): Promise<void> {
  const agent = await fetchAgent(pairing).catch((): Agent | null => null);
  if (agent) await showAgent(agent);
}

/** Fetches the agent anew where a number of `country` is shown as not allowed: the admin may have allowed the country since. */
export async function refreshAllowedCountries(country: string | undefined): Promise<void> {
  const { agent } = await readAppState();
  const pairing = country && countryObstacle(agent, country) ? await readPairing() : null;
  if (pairing) await refreshAgent(pairing);
}
