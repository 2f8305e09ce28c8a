/**
 * How long an agent, and the whole team, talks on outgoing calls in a day, and what that costs. A counter row each, so that no
 * limit sums up the log. A call counts for the day, in UTC, on which it began.
 */

const dayMs = 24 * 60 * 60_000;
const minuteMs = 60_000;

/** The row of the whole team: no agent has this identity. */
export const wholeTeam = '';

/** SQL: the begin of the day of a call. */
const dayStart = `started_at / ${dayMs} * ${dayMs}`;

/** SQL: what an ended call costs by its estimated rate. Twilio bills begun minutes. @param seconds SQL expression. */
export const estimatedCost = (seconds: string) => `CAST((${seconds} + 59) / 60 AS INTEGER) * rate`;

/** SQL: the rows of a call's agent and of the team. */
const holders = `(SELECT agent FROM calls WHERE sid = ?1 UNION ALL SELECT '${wholeTeam}') AS holder`;

/**
 * A statement that counts the new state of a call. In one batch before the `UPDATE` that stores this state: it adds the
 * difference to the stored state, so that repeated reports and concurrent writers count once.
 * @param to `answeredAt` (Unix ms) of a connected call, else null; `seconds` of an ended one, else 0.
 */
export function countTalkTime(
  db: D1Database,
  sid: string,
  to: { answeredAt: number | null; seconds: number; reports: number },
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO talk_time (day, agent, seconds, live, answered_sum, cost, live_rate, live_rate_ms)
      SELECT started_at / ${dayMs}, holder.agent, ?2 - talk_seconds, (?3 IS NOT NULL) - (phase = 'connected'),
        coalesce(?3, 0) - iif(phase = 'connected', answered_at, 0),
        iif(is_priced, 0, ${estimatedCost('?2')} - cost),
        rate * ((?3 IS NOT NULL) - (phase = 'connected')),
        rate * (coalesce(?3 - ${dayStart}, 0) - iif(phase = 'connected', answered_at - ${dayStart}, 0))
      FROM calls, ${holders}
      WHERE sid = ?1 AND direction = 'outgoing' AND calls.agent IS NOT NULL AND reports_folded <= ?4
        AND (talk_seconds != ?2 OR (phase = 'connected') != (?3 IS NOT NULL) OR (?3 IS NOT NULL AND answered_at != ?3))
      ON CONFLICT (day, agent) DO UPDATE SET seconds = seconds + excluded.seconds, live = live + excluded.live,
        answered_sum = answered_sum + excluded.answered_sum, cost = cost + excluded.cost, live_rate = live_rate + excluded.live_rate,
        live_rate_ms = live_rate_ms + excluded.live_rate_ms`,
    )
    .bind(sid, to.seconds, to.answeredAt, to.reports);
}

/**
 * Counts once how long an outside number was connected by a transfer, for the agent who transferred, and what that costs. The
 * conversation of an outgoing call counts besides: the transfer is a second line.
 * @param rate price of a minute, in millionths of the currency.
 */
export async function countTransferTime(
  db: D1Database,
  { id, legSid, seconds, rate }: { id: number; legSid: string; seconds: number; rate: number },
): Promise<void> {
  const isUncounted = "id = ?1 AND leg_sid = ?2 AND seconds IS NULL AND target LIKE '+%' AND to_agent IS NULL";
  await db.batch([
    db
      .prepare(
        `INSERT INTO talk_time (day, agent, seconds, live, answered_sum, cost)
        SELECT started_at / ${dayMs}, holder.agent, ?3, 0, 0, ?4
        FROM call_transfers, (SELECT from_agent AS agent FROM call_transfers WHERE id = ?1 UNION ALL SELECT '${wholeTeam}') AS holder
        WHERE ${isUncounted}
        ON CONFLICT (day, agent) DO UPDATE SET seconds = seconds + excluded.seconds, cost = cost + excluded.cost`,
      )
      .bind(id, legSid, seconds, Math.ceil(seconds / 60) * rate),
    db.prepare(`UPDATE call_transfers SET seconds = ?3 WHERE ${isUncounted}`).bind(id, legSid, seconds),
  ]);
}

/** A statement that counts an attempt of the agent for the day. */
export function countDayCall(db: D1Database, agent: string, now: number): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO talk_time (day, agent, seconds, live, answered_sum, calls) VALUES (?1, ?2, 0, 0, 0, 1), (?1, '${wholeTeam}', 0, 0, 0, 1)
      ON CONFLICT (day, agent) DO UPDATE SET calls = calls + 1`,
    )
    .bind(Math.floor(now / dayMs), agent);
}

/** Replaces the estimated cost of an ended call by Twilio's. */
export async function savePrice(db: D1Database, sid: string, cost: number): Promise<void> {
  await db.batch([
    db
      .prepare(
        `INSERT INTO talk_time (day, agent, seconds, live, answered_sum, cost)
        SELECT started_at / ${dayMs}, holder.agent, 0, 0, 0, ?2 - cost FROM calls, ${holders}
        WHERE sid = ?1 AND calls.agent IS NOT NULL AND is_priced = 0
        ON CONFLICT (day, agent) DO UPDATE SET cost = cost + excluded.cost`,
      )
      .bind(sid, cost),
    db.prepare('UPDATE calls SET cost = ?2, is_priced = 1, price_due_at = NULL WHERE sid = ?1 AND is_priced = 0').bind(sid, cost),
  ]);
}

const priceEveryMs = 60 * minuteMs;
const maxPriceAgeMs = 2 * dayMs;

/** Ended calls for whose price Twilio is to be asked now. Each has its next turn after an hour, for two days. */
export async function claimUnpricedCalls(db: D1Database, now: number, limit: number): Promise<string[]> {
  const { results } = await db
    .prepare(
      `UPDATE calls SET price_due_at = iif(ended_at < ?1 - ${maxPriceAgeMs}, NULL, ?1 + ${priceEveryMs}) WHERE rowid IN (
        SELECT rowid FROM calls WHERE price_due_at <= ?1 ORDER BY price_due_at LIMIT ?2) RETURNING sid`,
    )
    .bind(now, limit)
    .all<{ sid: string }>();
  return results.map(({ sid }) => sid);
}

/** What was used today, live calls included. `cost` in millionths of the currency. */
export type Usage = { seconds: number; cost: number; calls: number };

export const nothingUsed: Usage = { seconds: 0, cost: 0, calls: 0 };

/** SQL columns of `talk_time` at the moment `?2` (Unix ms). */
const usageColumns = `agent, max(0, seconds + (live * ?2 - answered_sum) / 1000) AS seconds, calls,
  max(0, cost + (live_rate * (?2 - day * ${dayMs}) - live_rate_ms) / ${minuteMs}) AS cost`;

/** A statement for `usageIn`. */
export function usageStatement(db: D1Database, agent: string, now: number): D1PreparedStatement {
  return db
    .prepare(`SELECT ${usageColumns} FROM talk_time WHERE day = ?1 AND agent IN (?3, '${wholeTeam}')`)
    .bind(Math.floor(now / dayMs), now, agent);
}

export function usageIn(rows: readonly (Usage & { agent: string })[], agent: string): { agent: Usage; team: Usage } {
  const of = (holder: string) => rows.find((row) => row.agent === holder) ?? nothingUsed;
  return { agent: of(agent), team: of(wholeTeam) };
}

/** Today's use of an agent and of the whole team. */
export async function findUsage(db: D1Database, agent: string, now: number): Promise<{ agent: Usage; team: Usage }> {
  const { results } = await usageStatement(db, agent, now).all<Usage & { agent: string }>();
  return usageIn(results, agent);
}

/** Today's use of everybody who called, by identity; `wholeTeam` is the team's. */
export async function findUsageOfAll(db: D1Database, now: number): Promise<Map<string, Usage>> {
  const { results } = await db
    .prepare(`SELECT ${usageColumns} FROM talk_time WHERE day = ?1`)
    .bind(Math.floor(now / dayMs), now)
    .all<Usage & { agent: string }>();
  return new Map(results.map((row) => [row.agent, row]));
}

/** Milliseconds until the counters begin again. */
export const untilNextDay = (now: number): number => dayMs - (now % dayMs);
