/** The country of numbers written without one, until the page or the person says otherwise. */
import type { Agent } from '../../shared/api.ts';
import { type Country, countryOf, isCountry } from '../../shared/phone-number.ts';
import type { Settings } from './settings.ts';

/**
 * What the person chose; else the region of the browser's languages, in their order; else the country of the number the
 * agent calls from. `en-US` is what browsers say when nobody chose, so it counts last.
 * @param browserLanguages as `navigator.languages` gives them.
 */
export function homeCountry(settings: Settings, agent: Agent | null, browserLanguages: readonly string[]): Country {
  const regions = browserLanguages.map(regionOf).filter((region) => region !== null);
  const callerCountry = agent?.callerId ? countryOf(agent.callerId) : null;
  const phoneCountry = agent?.phone ? countryOf(agent.phone) : null;
  if (settings.country && isCountry(settings.country)) return settings.country;
  return regions.find((region) => region !== 'US') ?? callerCountry ?? phoneCountry ?? regions[0] ?? 'SA';
}

function regionOf(tag: string): Country | null {
  const region = tag
    .split('-')
    .find((part, index) => index > 0 && /^[A-Za-z]{2}$/.test(part))
    ?.toUpperCase();
  return region && isCountry(region) ? region : null;
}
