/** The log of calls through an agent's own phone. Such a call is logged before it has a CallSid, under its own id. */
import { holdsFirstLeg, tookOverOnOwnPhone } from './call-transfer.ts';
import { nextAttempt, type StartedCall } from './call-record.ts';

/**
 * Logs a call before it is created, with its own id in place of the CallSid.
 * @returns false when there is a call of that id already: a repeated request must not create a second one.
 */
export async function reserveCall(
  db: D1Database,
  call: Omit<StartedCall, 'sid' | 'direction' | 'mode'> & { clientCallId: string },
): Promise<boolean> {
  const { clientCallId, agent, from, to, pageUrl, startedAt, name = null } = call;
  const { meta } = await db
    .prepare(
      `INSERT INTO calls (sid, client_call_id, direction, mode, agent, from_number, to_number, page_url, started_at, name, attempt)
      SELECT ?1, ?1, 'outgoing', 'phone', ?2, ?3, ?4, ?5, ?6, ?7, ${nextAttempt('?2')} WHERE NOT EXISTS (SELECT 1 FROM calls WHERE client_call_id = ?1)`,
    )
    .bind(clientCallId, agent, from, to, pageUrl, startedAt, name)
    .run();
  return meta.changes > 0;
}

/** Removes the call's own id from the browser's failed attempt, so that the attempt on the own phone can have it. */
export async function releaseCallId(db: D1Database, sid: string): Promise<void> {
  await db.prepare("UPDATE calls SET client_call_id = NULL WHERE sid = ? AND mode = 'browser'").bind(sid).run();
}

/** Whether a call other than `sid` has that id. */
export async function isCallIdTaken(db: D1Database, callId: string, sid: string): Promise<boolean> {
  return (await db.prepare('SELECT 1 AS found FROM calls WHERE client_call_id = ? AND sid != ?').bind(callId, sid).first()) !== null;
}

/**
 * Replaces the call's own id by its CallSid. The answer of the REST API and the webhooks race for it: the first one
 * writes, for all later ones a read suffices.
 */
export async function assignSid(db: D1Database, callId: string, sid: string): Promise<void> {
  if (await db.prepare('SELECT 1 FROM calls WHERE sid = ?').bind(sid).first()) return;
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

/** Older open calls have lost their end. */
const maxCallMs = 12 * 60 * 60_000;

/** Start of the oldest own-phone call that can be live, for `ownPhoneCallExists`. Unix milliseconds. */
export const onOwnPhoneSince = (now: number): number => now - maxCallMs;

/** SQL condition: an agent has a live call on their own phone, their own or a transferred one. Both parameters are SQL expressions. */
export function ownPhoneCallExists(agent: string, since: string): string {
  return `(EXISTS (SELECT 1 FROM calls WHERE agent = ${agent} AND phase != 'ended' AND mode = 'phone' AND started_at > ${since}
    AND ${holdsFirstLeg('calls.sid', agent)}) OR ${tookOverOnOwnPhone(agent, since)})`;
}

/** Whether the agent has a live call on their own phone. Their browsers do not report it. */
export async function isOnOwnPhone(db: D1Database, agent: string, now: number): Promise<boolean> {
  const found = await db
    .prepare(`SELECT ${ownPhoneCallExists('?1', '?2')} AS found`)
    .bind(agent, onOwnPhoneSince(now))
    .first<{ found: number }>();
  return found?.found === 1;
}
