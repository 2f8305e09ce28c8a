/** The country of numbers that are written without one. */
import type { Agent } from '../../shared/api.ts';
import { type Country, countryOf, isCountry } from '../../shared/phone-number.ts';
import { valueOf } from '../../shared/value-of.ts';
import type { Settings } from './settings.ts';

/**
 * The chosen country; else the first region of the browser's languages; else the country of the agent's caller ID. Browsers
 * report `en-US` by default, so the US counts last.
 * @param browserLanguages as `navigator.languages` gives them.
 */
export function homeCountry(settings: Settings, agent: Agent | null, browserLanguages: readonly string[]): Country {
  const regions = browserLanguages.map(regionOf).filter((region) => region !== null);
  const callerCountry = agent?.callerId ? countryOf(agent.callerId) : null;
  const phoneCountry = agent?.phone ? countryOf(agent.phone) : null;
  if (settings.country && isCountry(settings.country)) return settings.country;
  return regions.find((region) => region !== 'US') ?? callerCountry ?? phoneCountry ?? regions[0] ?? 'SA';
}

/** The country that the agent chose for the numbers of a site; null without a choice. */
export function chosenCountry({ countryBySite }: Pick<Settings, 'countryBySite'>, host: string): Country | null {
  const chosen = valueOf(countryBySite, host);
  return chosen && isCountry(chosen) ? chosen : null;
}

function regionOf(tag: string): Country | null {
  const region = tag
    .split('-')
    .find((part, index) => index > 0 && /^[A-Za-z]{2}$/.test(part))
    ?.toUpperCase();
  return region && isCountry(region) ? region : null;
}
