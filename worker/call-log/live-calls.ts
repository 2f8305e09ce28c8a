/** Live calls: the outgoing ones of an agent, for the limit of calls at a time, and those of everybody, for admins. */
import { wasHandedOver } from './call-transfer.ts';

/** SQL conditions, by the index `calls_by_end`: live rows have no end. */
const live = "agent = ?1 AND ended_at IS NULL AND phase != 'ended' AND direction = 'outgoing'";
/** SQL: a call that a colleague has taken over is no longer this agent's. */
const isKept = `NOT ${wasHandedOver('calls.sid')}`;

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
        AND attempt < (SELECT attempt FROM calls WHERE sid = ?3) AND sid IS NOT ?4 AND ${isKept} LIMIT ?5)`,
    )
    .bind(agent, since, sid, replaces ?? null, limit)
    .first<{ calls: number }>();
  return (row?.calls ?? 0) >= limit;
}

/**
 * Whether the agent has `limit` lines to outside numbers: live outgoing calls, and transfers of live calls that are older than
 * the transfer `id`.
 */
export async function hasTooManyLines(
  db: D1Database,
  { id, agent, since, limit }: { id: number; agent: string; since: number; limit: number },
): Promise<boolean> {
  const row = await db
    .prepare(
      `SELECT count(*) AS lines FROM (
        SELECT 1 FROM calls WHERE ${live} AND started_at > ?2 AND ${isKept}
        UNION ALL SELECT 1 FROM call_transfers AS transfer JOIN calls ON calls.sid = transfer.call_sid
          WHERE transfer.from_agent = ?1 AND transfer.started_at > ?2 AND transfer.id < ?3 AND transfer.target LIKE '+%'
          AND transfer.to_agent IS NULL AND transfer.stage IN ('ringing', 'asking', 'talking', 'merged', 'done')
          AND calls.phase != 'ended' LIMIT ?4)`,
    )
    .bind(agent, since, id, limit)
    .first<{ lines: number }>();
  return (row?.lines ?? 0) >= limit;
}

/** Transfers of the agent to outside numbers since two moments (Unix ms), the transfer `id` included. */
export async function countOutsideTransfers(
  db: D1Database,
  agent: string,
  { id, minute, day }: { id: number; minute: number; day: number },
): Promise<{ minute: number; day: number }> {
  const found = await db
    .prepare(
      `SELECT count(*) AS day, coalesce(sum(started_at > ?2), 0) AS minute FROM call_transfers
      WHERE from_agent = ?1 AND started_at > ?3 AND id <= ?4 AND target LIKE '+%' AND to_agent IS NULL AND stage != 'failed'`,
    )
    .bind(agent, minute, day, id)
    .first<{ minute: number; day: number }>();
  return found ?? { minute: 0, day: 0 };
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
