/** What an admin sees of the limits: today's use, what is stopped, and which countries wait. */
import { findUsageOfAll, nothingUsed, wholeTeam, type Usage } from '../call-log/talk-time.ts';
import type { Bindings } from '../http/bindings.ts';
import type { Money } from '../http/setting-rules.ts';
import { settingsOf } from '../http/settings.ts';
import { findCurrency } from './call-prices.ts';
import { listAskedCountries, type AskedCountry } from './new-countries.ts';
import { listStops, type Stop } from './stops.ts';

export type LimitsOverview = {
  currency: string;
  maxSpend: Money | null;
  maxSpendOfAgent: Money | null;
  team: Usage;
  /** By identity, without those who have not called today. */
  usage: ReadonlyMap<string, Usage>;
  stops: Stop[];
  countries: AskedCountry[];
};

export async function readLimits(env: Bindings, now: number): Promise<LimitsOverview> {
  const { MAX_SPEND_PER_DAY, MAX_SPEND_PER_AGENT_PER_DAY } = settingsOf(env).values;
  const [usage, stops, countries, currency] = await Promise.all([
    findUsageOfAll(env.DB, now),
    listStops(env.DB),
    listAskedCountries(env.DB),
    findCurrency(env.DB),
  ]);
  return {
    currency: MAX_SPEND_PER_DAY?.currency ?? currency,
    maxSpend: MAX_SPEND_PER_DAY ?? null,
    maxSpendOfAgent: MAX_SPEND_PER_AGENT_PER_DAY ?? null,
    team: usage.get(wholeTeam) ?? nothingUsed,
    usage,
    stops,
    countries,
  };
}
