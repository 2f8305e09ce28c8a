/** Transfers to outside numbers cost as calls do: the limits of calls hold for both together. */
import type { Problem } from '../../shared/problem.ts';
import { countOutsideTransfers, hasTooManyLines } from '../call-log/live-calls.ts';
import { countAttempts } from '../call-log/logged-calls.ts';
import { findUsage } from '../call-log/talk-time.ts';
import type { Bindings } from '../http/bindings.ts';
import type { DialNumber } from '../http/number-rules.ts';
import { findRate } from '../limits/call-prices.ts';
import { countryObjection } from '../limits/new-countries.ts';
import { hasSpendLimit } from '../limits/spend.ts';
import { brakeObjection } from '../limits/stops.ts';
import { dayMs, dayObjection, maxSetupMs, minuteMs, type DialSettings } from '../outbound/dial-rules.ts';

/** A transfer that is stored already, so that concurrent ones cannot pass a limit together. */
type Attempt = { id: number; agent: string; number: DialNumber; startedAt: number };

const tooMany = (allowed: number, minutes: number): Problem => ({
  code: 'too-many-calls',
  details: { limit: String(allowed), minutes: String(minutes) },
});

/** Why the agent may add no outside number now; null when they may. */
export async function transferObjection(env: Bindings, attempt: Attempt, settings: DialSettings): Promise<Problem | null> {
  const { agent, number, startedAt } = attempt;
  return (
    (await countryObjection(env.DB, { agent, country: number.country, now: startedAt }, settings)) ??
    (await brakeObjection(env.DB, attempt, settings)) ??
    (await paceObjection(env.DB, attempt, settings)) ??
    (await usageObjection(env, attempt, settings))
  );
}

async function paceObjection(db: D1Database, { id, agent, startedAt }: Attempt, settings: DialSettings): Promise<Problem | null> {
  const since = { minute: startedAt - minuteMs, day: startedAt - dayMs };
  const [calls, transfers] = await Promise.all([countAttempts(db, agent, since), countOutsideTransfers(db, agent, { id, ...since })]);
  const { CALLS_PER_MINUTE, CALLS_PER_DAY, MAX_LIVE_CALLS_PER_AGENT: limit, MAX_CALL_MINUTES } = settings;
  if (calls.day + transfers.day > CALLS_PER_DAY) return tooMany(CALLS_PER_DAY, dayMs / minuteMs);
  if (calls.minute + transfers.minute > CALLS_PER_MINUTE) return tooMany(CALLS_PER_MINUTE, 1);
  const oldest = startedAt - MAX_CALL_MINUTES * minuteMs - maxSetupMs;
  return (await hasTooManyLines(db, { id, agent, since: oldest, limit }))
    ? { code: 'too-many-live-calls', details: { limit: String(limit) } }
    : null;
}

async function usageObjection(env: Bindings, { agent, number, startedAt }: Attempt, settings: DialSettings): Promise<Problem | null> {
  const leg = { numbers: [number.e164], inBrowser: false };
  const [rate, used] = await Promise.all([findRate(env, leg, hasSpendLimit(settings)), findUsage(env.DB, agent, startedAt)]);
  return dayObjection(used, rate, settings, startedAt);
}
