/**
 * How long an agent, and the whole team, talks on outgoing calls in a day. A counter row each, so that no limit sums up the
 * log. A call counts for the day, in UTC, on which it began.
 */

const dayMs = 24 * 60 * 60_000;

/** The row of the whole team: no agent has this identity. */
const team = '';

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
      `INSERT INTO talk_time (day, agent, seconds, live, answered_sum)
      SELECT started_at / ${dayMs}, holder.agent, ?2 - talk_seconds, (?3 IS NOT NULL) - (phase = 'connected'),
        coalesce(?3, 0) - iif(phase = 'connected', answered_at, 0)
      FROM calls, (SELECT agent FROM calls WHERE sid = ?1 UNION ALL SELECT '${team}') AS holder
      WHERE sid = ?1 AND direction = 'outgoing' AND calls.agent IS NOT NULL AND reports_folded <= ?4
        AND (talk_seconds != ?2 OR (phase = 'connected') != (?3 IS NOT NULL) OR (?3 IS NOT NULL AND answered_at != ?3))
      ON CONFLICT (day, agent) DO UPDATE SET seconds = seconds + excluded.seconds, live = live + excluded.live,
        answered_sum = answered_sum + excluded.answered_sum`,
    )
    .bind(sid, to.seconds, to.answeredAt, to.reports);
}

/**
 * Counts once how long an outside number was connected by a transfer, for the agent who transferred. The conversation of an
 * outgoing call counts besides: the transfer is a second line.
 */
export async function countTransferTime(
  db: D1Database,
  { id, legSid, seconds }: { id: number; legSid: string; seconds: number },
): Promise<void> {
  const isUncounted = "id = ?1 AND leg_sid = ?2 AND seconds IS NULL AND target LIKE '+%' AND to_agent IS NULL";
  await db.batch([
    db
      .prepare(
        `INSERT INTO talk_time (day, agent, seconds, live, answered_sum)
        SELECT started_at / ${dayMs}, holder.agent, ?3, 0, 0
        FROM call_transfers, (SELECT from_agent AS agent FROM call_transfers WHERE id = ?1 UNION ALL SELECT '${team}') AS holder
        WHERE ${isUncounted}
        ON CONFLICT (day, agent) DO UPDATE SET seconds = seconds + excluded.seconds`,
      )
      .bind(id, legSid, seconds),
    db.prepare(`UPDATE call_transfers SET seconds = ?3 WHERE ${isUncounted}`).bind(id, legSid, seconds),
  ]);
}

/** Seconds of today, live calls included. */
export async function findTalkTime(db: D1Database, agent: string, now: number): Promise<{ agent: number; team: number }> {
  const { results } = await db
    .prepare(
      `SELECT agent, seconds + (live * ?3 - answered_sum) / 1000 AS talked FROM talk_time WHERE day = ?1 AND agent IN (?2, '${team}')`,
    )
    .bind(Math.floor(now / dayMs), agent, now)
    .all<{ agent: string; talked: number }>();
  const of = (holder: string) => Math.max(0, results.find((row) => row.agent === holder)?.talked ?? 0);
  return { agent: of(agent), team: of(team) };
}

/** Milliseconds until the counters begin again. */
export const untilNextDay = (now: number): number => dayMs - (now % dayMs);
