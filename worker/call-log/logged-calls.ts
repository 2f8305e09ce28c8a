/** What the call log is asked: an agent's calls, one call, and what earlier calls tell of a new one. */
import type { LoggedCall } from '../../shared/api.ts';
import type { Problem } from '../../shared/problem.ts';
import { type CallRecord, callColumns, toLoggedCall } from './call-record.ts';

/** Why our rules refused this call; null when they did not. */
export async function findRefusal(db: D1Database, sid: string): Promise<Problem | null> {
  const row = await db
    .prepare("SELECT problem FROM call_reports WHERE leg_sid = ? AND source = 'rules'")
    .bind(sid)
    .first<{ problem: string }>();
  return row ? (JSON.parse(row.problem) as Problem) : null;
}

/** How many calls an agent tried to start after each of `since` (Unix ms); those refused for being too many do not count. */
export async function countAttempts(
  db: D1Database,
  agent: string,
  since: { minute: number; day: number },
): Promise<{ minute: number; day: number }> {
  const counted = await db
    .prepare(
      `SELECT count(*) AS day, count(CASE WHEN started_at > ? THEN 1 END) AS minute FROM calls
      WHERE agent = ? AND started_at > ? AND direction = 'outgoing' AND json_extract(problem, '$.code') IS NOT 'too-many-calls'`,
    )
    .bind(since.minute, agent, since.day)
    .first<{ minute: number; day: number }>();
  return counted ?? { minute: 0, day: 0 };
}

/** Where a page of the log begins: below the call that began at `startedAt` and has this `sid`. */
export type PageCursor = { startedAt: number; sid: string };

/** What an agent's log holds: their own calls, and those that came in and that nobody took. */
const isInLogOfAgent = `(agent = ?1 OR (direction = 'incoming' AND agent IS NULL))`;

/** The newest calls of the agent's log below `place`, at most `limit`. */
export async function findCallPage(db: D1Database, agent: string, limit: number, place: PageCursor | null): Promise<LoggedCall[]> {
  const below = place ? 'AND (started_at, sid) < (?3, ?4)' : '';
  const { results } = await db
    .prepare(`SELECT ${callColumns} FROM calls WHERE ${isInLogOfAgent} ${below} ORDER BY started_at DESC, sid DESC LIMIT ?2`)
    .bind(agent, limit, ...(place ? [place.startedAt, place.sid] : []))
    .all<CallRecord>();
  return results.map(toLoggedCall);
}

/** The name under which `number` (E.164) was last called. */
export async function findLastName(db: D1Database, number: string): Promise<string | null> {
  const row = await db
    .prepare('SELECT name FROM calls WHERE to_number = ? AND name IS NOT NULL ORDER BY started_at DESC LIMIT 1')
    .bind(number)
    .first<{ name: string }>();
  return row?.name ?? null;
}

/** How long after its end a call is still told to a browser that comes back. */
const recentlyEndedMs = 10 * 60_000;
/** A call that was on so long ago was never ended by anybody: it is not news. */
const maxLiveMs = 24 * 60 * 60_000;

/** The agent's calls that are on, and those that ended in the last minutes; newest first, at most 20. */
export async function findStandingCalls(db: D1Database, agent: string, now: number): Promise<LoggedCall[]> {
  const { results } = await db
    .prepare(
      `SELECT ${callColumns} FROM calls WHERE ${isInLogOfAgent} AND started_at > ?2 AND (ended_at IS NULL OR ended_at > ?3)
      ORDER BY started_at DESC, sid DESC LIMIT 20`,
    )
    .bind(agent, now - maxLiveMs, now - recentlyEndedMs)
    .all<CallRecord>();
  return results.map(toLoggedCall);
}

/**
 * A call that the agent may read: one they placed or answered, or any incoming call. Null for every other call.
 * @param id Twilio's CallSid, or the extension's own id: a browser whose call failed early never learns its CallSid.
 */
export function findReadableCall(db: D1Database, agent: string, id: string): Promise<LoggedCall | null> {
  return findCall(db, "(agent = ?1 OR direction = 'incoming')", agent, id);
}

/**
 * A call that the agent placed or answered, and so may end. An incoming call that still rings is nobody's: Decline and
 * "send to voicemail" have their own routes.
 * @param id as for `findReadableCall`.
 */
export function findOwnCall(db: D1Database, agent: string, id: string): Promise<LoggedCall | null> {
  return findCall(db, 'agent = ?1', agent, id);
}

/** @param permitted SQL condition on the agent, `?1`. */
async function findCall(db: D1Database, permitted: string, agent: string, id: string): Promise<LoggedCall | null> {
  const row = await db
    .prepare(`SELECT ${callColumns} FROM calls WHERE ${permitted} AND (sid = ?2 OR client_call_id = ?2)`)
    .bind(agent, id)
    .first<CallRecord>();
  return row && toLoggedCall(row);
}

/** A call by its CallSid, whoever's it is. */
export async function callBySid(db: D1Database, sid: string): Promise<LoggedCall | null> {
  const row = await db.prepare(`SELECT ${callColumns} FROM calls WHERE sid = ?`).bind(sid).first<CallRecord>();
  return row && toLoggedCall(row);
}

/** Calls that the log holds open since before `startedBefore` (Unix ms), the oldest first. */
export async function openCalls(db: D1Database, startedBefore: number, limit: number): Promise<{ sid: string; startedAt: number }[]> {
  const { results } = await db
    .prepare("SELECT sid, started_at AS startedAt FROM calls WHERE phase != 'ended' AND started_at < ? ORDER BY started_at LIMIT ?")
    .bind(startedBefore, limit)
    .all<{ sid: string; startedAt: number }>();
  return results;
}
