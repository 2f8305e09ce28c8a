/** Which country a number belongs to when it is written without one. */
import type { Agent } from '../shared/api.ts';
import { type Country, countryOf, isCountry } from '../shared/phone-number.ts';
import type { Settings } from './settings.ts';

/**
 * The chosen country; else that of the agent's own phone or of the number their customers see; else the region of the
 * browser's languages. Browsers speak `en-US` all over the world, so the languages come last.
 */
export function homeCountry({ country }: Pick<Settings, 'country'>, agent: Pick<Agent, 'phone' | 'callerId'> | null, languages: readonly string[]): Country {
  const candidates = [country, countryFrom(agent?.phone), countryFrom(agent?.callerId), ...languages.map((tag) => new Intl.Locale(tag).region)];
  return candidates.find((code): code is Country => code != null && isCountry(code)) ?? 'SA';
}

const countryFrom = (number: string | null | undefined) => (number ? countryOf(number) : null);
