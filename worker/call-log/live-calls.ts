/** Live calls: the outgoing ones of an agent, for the limit of calls at a time, and those of everybody, for admins. */

/** SQL conditions, by the index `calls_by_end`: live rows have no end. */
const live = "agent = ?1 AND ended_at IS NULL AND phase != 'ended' AND direction = 'outgoing'";

type Attempt = {
  sid: string;
  agent: string;
  /** Unix milliseconds; older calls have lost their end. */
  since: number;
  limit: number;
  /** CallSid of an attempt that has been ended, and whose report may still be on its way. */
  replaces?: string | undefined;
};

/**
 * Whether `limit` calls of the agent were live when the attempt was logged. Attempts are numbered as they are logged, so
 * that of concurrent ones exactly `limit` pass.
 */
export async function hasTooManyLiveCalls(db: D1Database, { sid, agent, since, limit, replaces }: Attempt): Promise<boolean> {
  const row = await db
    .prepare(
      `SELECT count(*) AS calls FROM (SELECT 1 FROM calls WHERE ${live} AND started_at > ?2
        AND attempt < (SELECT attempt FROM calls WHERE sid = ?3) AND sid IS NOT ?4 LIMIT ?5)`,
    )
    .bind(agent, since, sid, replaces ?? null, limit)
    .first<{ calls: number }>();
  return (row?.calls ?? 0) >= limit;
}

/** Callbacks of younger calls may be in flight, and Twilio may not know them yet. */
const minAgeMs = 30_000;

/**
 * Has the next sweep compare the agent's live calls with Twilio's state before all others: one of them may have lost its
 * end. A call that was compared a moment ago keeps its turn.
 */
export async function expediteChecks(db: D1Database, agent: string, now: number): Promise<void> {
  await db
    .prepare(`UPDATE calls SET checked_at = 0 WHERE ${live} AND started_at < ?2 AND coalesce(checked_at, 0) < ?2`)
    .bind(agent, now - minAgeMs)
    .run();
}

/** More are not shown at once. */
const maxListed = 50;

export type LiveCall = {
  sid: string;
  direction: 'incoming' | 'outgoing';
  /** Identity; null before an agent has answered. */
  agent: string | null;
  from: string;
  to: string;
  phase: string;
  startedAt: number;
  answeredAt: number | null;
};

/** Open calls of everybody, by the index of the sweep. */
export async function listLiveCalls(db: D1Database): Promise<LiveCall[]> {
  const { results } = await db
    .prepare(
      `SELECT sid, direction, agent, from_number AS "from", to_number AS "to", phase, started_at AS startedAt, answered_at AS answeredAt
      FROM calls WHERE phase != 'ended' ORDER BY coalesce(checked_at, started_at) DESC LIMIT ?`,
    )
    .bind(maxListed)
    .all<LiveCall>();
  return results;
}
