/** Transfers to outside numbers cost as calls do: the limits of calls hold for both together. */
import type { Problem } from '../../shared/problem.ts';
import { countOutsideTransfers, hasTooManyLines } from '../call-log/live-calls.ts';
import { countAttempts } from '../call-log/logged-calls.ts';
import { dayMs, maxSetupMs, minuteMs, minutesObjection, type DialSettings } from '../outbound/dial-rules.ts';

/** A transfer that is stored already, so that concurrent ones cannot pass a limit together. */
type Attempt = { id: number; agent: string; startedAt: number };

const tooMany = (allowed: number, minutes: number): Problem => ({
  code: 'too-many-calls',
  details: { limit: String(allowed), minutes: String(minutes) },
});

/** Why the agent may add no outside number now; null when they may. */
export async function transferObjection(db: D1Database, attempt: Attempt, settings: DialSettings): Promise<Problem | null> {
  const { id, agent, startedAt } = attempt;
  const since = { minute: startedAt - minuteMs, day: startedAt - dayMs };
  const [calls, transfers] = await Promise.all([countAttempts(db, agent, since), countOutsideTransfers(db, agent, { id, ...since })]);
  const { CALLS_PER_MINUTE, CALLS_PER_DAY, MAX_LIVE_CALLS_PER_AGENT: limit, MAX_CALL_MINUTES } = settings;
  if (calls.day + transfers.day > CALLS_PER_DAY) return tooMany(CALLS_PER_DAY, dayMs / minuteMs);
  if (calls.minute + transfers.minute > CALLS_PER_MINUTE) return tooMany(CALLS_PER_MINUTE, 1);
  const oldest = startedAt - MAX_CALL_MINUTES * minuteMs - maxSetupMs;
  if (await hasTooManyLines(db, { id, agent, since: oldest, limit })) {
    return { code: 'too-many-live-calls', details: { limit: String(limit) } };
  }
  return minutesObjection(db, { agent, startedAt }, settings);
}
