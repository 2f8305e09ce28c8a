/** Rung agents and voicemails of incoming calls in the log. */
import { messageBegan } from './call-record.ts';

/** Bit of `to_voicemail`. */
const sentByAgent = 1;

export type RingState = {
  /** Identities of the agents whose browsers ring in this round, without those who declined. */
  rung: string[];
  /** Identities of the agents whose browsers have rung in any round. */
  tried: string[];
  /** An agent sent the call to voicemail. */
  toVoicemail: boolean;
};

export async function findRingState(db: D1Database, sid: string): Promise<RingState> {
  const row = await db
    .prepare('SELECT rung, tried, to_voicemail AS toVoicemail FROM calls WHERE sid = ?')
    .bind(sid)
    .first<{ rung: string; tried: string; toVoicemail: number }>();
  return { rung: readIdentities(row?.rung), tried: readIdentities(row?.tried), toVoicemail: ((row?.toVoicemail ?? 0) & sentByAgent) !== 0 };
}

const readIdentities = (json = '[]') => JSON.parse(json) as string[];

/** Stores the agents whose browsers ring in the next round. */
export async function saveRungAgents(db: D1Database, sid: string, rung: string[]): Promise<void> {
  await db
    .prepare(
      `UPDATE calls SET rung = ?2, tried = (SELECT json_group_array(value) FROM
        (SELECT value FROM json_each(calls.tried) UNION SELECT value FROM json_each(?2))) WHERE sid = ?1`,
    )
    .bind(sid, JSON.stringify(rung))
    .run();
}

/**
 * Removes the agent from those whose browsers ring for the call.
 * @returns the agents that still ring; null when this agent did not.
 */
export async function removeRungAgent(db: D1Database, sid: string, identity: string): Promise<string[] | null> {
  const row = await db
    .prepare(
      `UPDATE calls SET rung = (SELECT json_group_array(value) FROM json_each(calls.rung) WHERE value != ?2)
      WHERE sid = ?1 AND direction = 'incoming' AND phase = 'ringing' AND EXISTS (SELECT 1 FROM json_each(calls.rung) WHERE value = ?2)
      RETURNING rung`,
    )
    .bind(sid, identity)
    .first<{ rung: string }>();
  return row && (JSON.parse(row.rung) as string[]);
}

/** Own phones that the call has rung, or only those of them that picked up. */
export async function findRungPhones(db: D1Database, sid: string, which: 'all' | 'picked-up'): Promise<string[]> {
  const { results } = await db
    .prepare("SELECT DISTINCT party FROM call_reports WHERE call_sid = ?1 AND party LIKE '+%' AND (?2 = 'all' OR status = 'in-progress')")
    .bind(sid, which)
    .all<{ party: string }>();
  return results.map(({ party }) => party);
}

/** @returns false when the call no longer rings, or has never rung this agent. */
export async function markSentToVoicemail(db: D1Database, sid: string, identity: string): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `UPDATE calls SET to_voicemail = to_voicemail | ${sentByAgent} WHERE sid = ?1 AND direction = 'incoming' AND phase = 'ringing'
      AND EXISTS (SELECT 1 FROM json_each(calls.tried) WHERE value = ?2)`,
    )
    .bind(sid, identity)
    .run();
  return meta.changes > 0;
}

/** The caller is asked for a voicemail from now on. */
export async function markMessageBegan(db: D1Database, sid: string): Promise<void> {
  await db
    .prepare(`UPDATE calls SET to_voicemail = to_voicemail | ${messageBegan} WHERE sid = ?1 AND direction = 'incoming'`)
    .bind(sid)
    .run();
}

/** Stores a voicemail; a repeated webhook changes nothing. @returns whether it is new. */
export async function saveVoicemail(
  db: D1Database,
  { recordingSid, callSid, seconds, at }: { recordingSid: string; callSid: string; seconds: number; at: number },
): Promise<boolean> {
  const { meta } = await db
    .prepare('INSERT OR IGNORE INTO voicemails (recording_sid, call_sid, seconds, created_at) VALUES (?, ?, ?, ?)')
    .bind(recordingSid, callSid, seconds, at)
    .run();
  return meta.changes > 0;
}

/** The voicemail of the call with that recording, and when it was saved (Unix ms). */
export async function findVoicemail(
  db: D1Database,
  callSid: string,
  recordingSid: string,
): Promise<{ sid: string; savedAt: number } | null> {
  return db
    .prepare('SELECT recording_sid AS sid, created_at AS savedAt FROM voicemails WHERE call_sid = ? AND recording_sid = ?')
    .bind(callSid, recordingSid)
    .first<{ sid: string; savedAt: number }>();
}

/**
 * Identities of active agents, at most `limit`: first those whose browsers rang for the incoming call, and the one who
 * answered.
 */
export async function findConcernedAgents(db: D1Database, sid: string, limit: number): Promise<string[]> {
  const { results } = await db
    .prepare(
      `WITH concerned AS (
        SELECT rung.value AS identity FROM calls, json_each(calls.tried) AS rung WHERE sid = ?1
        UNION SELECT agent FROM calls WHERE sid = ?1 AND agent IS NOT NULL
      )
      SELECT identity FROM (SELECT identity, 0 AS later FROM concerned
        UNION ALL SELECT * FROM (SELECT identity, 1 FROM agents WHERE revoked_at IS NULL ORDER BY id LIMIT ?2))
      GROUP BY identity ORDER BY min(later) LIMIT ?2`,
    )
    .bind(sid, limit)
    .all<{ identity: string }>();
  return results.map(({ identity }) => identity);
}
