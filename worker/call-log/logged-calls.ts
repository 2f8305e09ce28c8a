/** Reads the call log. */
import type { LoggedCall } from '../../shared/api.ts';
import type { Problem } from '../../shared/problem.ts';
import { type CallRecord, callColumns, toLoggedCall } from './call-record.ts';

/** The Problem with which our rules refused the call, or null. */
export async function findRefusal(db: D1Database, sid: string): Promise<Problem | null> {
  const row = await db
    .prepare("SELECT problem FROM call_reports WHERE leg_sid = ? AND source = 'rules'")
    .bind(sid)
    .first<{ problem: string }>();
  return row ? (JSON.parse(row.problem) as Problem) : null;
}

/** Outgoing calls of an agent since two moments (Unix ms), without those refused with `too-many-calls`. */
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

/** The last call of the page before. */
export type PageCursor = { startedAt: number; sid: string };

/** SQL condition: the agent's own calls, and incoming calls that no agent has answered. */
const isInLogOfAgent = `(agent = ?1 OR (direction = 'incoming' AND agent IS NULL))`;

/** Calls of the agent's log after `cursor`, newest first. */
export async function findCallPage(db: D1Database, agent: string, limit: number, cursor: PageCursor | null): Promise<LoggedCall[]> {
  const after = cursor ? 'AND (started_at, sid) < (?3, ?4)' : '';
  const { results } = await db
    .prepare(`SELECT ${callColumns} FROM calls WHERE ${isInLogOfAgent} ${after} ORDER BY started_at DESC, sid DESC LIMIT ?2`)
    .bind(agent, limit, ...(cursor ? [cursor.startedAt, cursor.sid] : []))
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

/** Calls that ended within this time are sent to a reconnecting browser. */
const recentlyEndedMs = 10 * 60_000;
/** Older open calls have lost their end. */
const maxLiveMs = 24 * 60 * 60_000;

/** The agent's live calls and recently ended ones, newest first, at most 20. */
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

/** A call of any agent. */
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
