/** Whether the deployment allows calls to a country. The worker decides; the views say it before the call. */
import type { Agent } from '../../shared/api.ts';
import type { Problem } from '../../shared/problem.ts';

/** @param country of the number; null for a number of no country, which no allow-list holds. */
export function countryObstacle(agent: Agent | null, country: string | null): Problem | null {
  const allowed = agent?.allowedCountries;
  if (!allowed || (country !== null && allowed.includes(country))) return null;
  return { code: 'country-not-allowed', details: { country: country ?? '', allowed: String(allowed.length) } };
}
