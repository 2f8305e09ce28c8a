/** The log of calls through an agent's own phone: such a call is written down before Twilio gives it a CallSid. */
import type { StartedCall } from './call-record.ts';

/**
 * Writes down that a call is about to be made, under its own id in place of the CallSid.
 * @returns false when a call of that id was asked for before: there must never be two.
 */
export async function reserveCall(
  db: D1Database,
  call: Omit<StartedCall, 'sid' | 'direction' | 'mode'> & { clientCallId: string },
): Promise<boolean> {
  const { clientCallId, agent, from, to, pageUrl, startedAt, name = null } = call;
  const { meta } = await db
    .prepare(
      `INSERT INTO calls (sid, client_call_id, direction, mode, agent, from_number, to_number, page_url, started_at, name)
      SELECT ?1, ?1, 'outgoing', 'phone', ?2, ?3, ?4, ?5, ?6, ?7 WHERE NOT EXISTS (SELECT 1 FROM calls WHERE client_call_id = ?1)`,
    )
    .bind(clientCallId, agent, from, to, pageUrl, startedAt, name)
    .run();
  return meta.changes > 0;
}

/** Takes a call's own id from the row of an attempt in the browser that came to nothing, for the attempt that follows it. */
export async function releaseCallId(db: D1Database, sid: string): Promise<void> {
  await db.prepare("UPDATE calls SET client_call_id = NULL WHERE sid = ? AND mode = 'browser'").bind(sid).run();
}

/** Whether another call than `sid` is known by that id. */
export async function isCallIdTaken(db: D1Database, callId: string, sid: string): Promise<boolean> {
  return (await db.prepare('SELECT 1 AS found FROM calls WHERE client_call_id = ? AND sid != ?').bind(callId, sid).first()) !== null;
}

/** Puts the CallSid in the place of the call's own id. Whoever learns it first does so: the answer of REST, or a webhook. */
export async function assignSid(db: D1Database, callId: string | null, sid: string): Promise<void> {
  if (callId === null) return;
  await db.batch([
    db.prepare('UPDATE calls SET sid = ?2 WHERE sid = ?1').bind(callId, sid),
    db.prepare('UPDATE call_reports SET call_sid = ?2 WHERE call_sid = ?1').bind(callId, sid),
  ]);
}

/** Whether the agent ended the call in the extension. */
export async function wasCancelledByAgent(db: D1Database, sid: string): Promise<boolean> {
  const row = await db
    .prepare("SELECT 1 AS found FROM call_reports WHERE call_sid = ? AND source = 'agent' AND status = 'canceled'")
    .bind(sid)
    .first();
  return row !== null;
}

/** A call that was on for so long was never ended by anybody. */
const maxCallMs = 12 * 60 * 60_000;

/** Identities of the agents who talk, or are about to, on their own phone. No browser of theirs can know it of the others. */
export async function agentsOnOwnPhone(db: D1Database, now: number): Promise<Set<string>> {
  const { results } = await db
    .prepare("SELECT DISTINCT agent FROM calls WHERE phase != 'ended' AND mode = 'phone' AND started_at > ? AND agent IS NOT NULL")
    .bind(now - maxCallMs)
    .all<{ agent: string }>();
  return new Set(results.map(({ agent }) => agent));
}

/** Calls that have been on for longer than since `startedBefore` (Unix ms) as far as the log knows, the oldest first. */
export async function openCalls(db: D1Database, startedBefore: number, limit: number): Promise<{ sid: string; startedAt: number }[]> {
  const { results } = await db
    .prepare("SELECT sid, started_at AS startedAt FROM calls WHERE phase != 'ended' AND started_at < ? ORDER BY started_at LIMIT ?")
    .bind(startedBefore, limit)
    .all<{ sid: string; startedAt: number }>();
  return results;
}
