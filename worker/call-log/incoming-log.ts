/** Rung agents and voicemails of incoming calls in the log. */

export type RingState = {
  /** Identities of the agents whose browsers ring or rang, without those who declined. */
  rung: string[];
  /** An agent sent the call to voicemail. */
  toVoicemail: boolean;
};

export async function findRingState(db: D1Database, sid: string): Promise<RingState> {
  const row = await db
    .prepare('SELECT rung, to_voicemail AS toVoicemail FROM calls WHERE sid = ?')
    .bind(sid)
    .first<{ rung: string; toVoicemail: number }>();
  return { rung: JSON.parse(row?.rung ?? '[]') as string[], toVoicemail: row?.toVoicemail === 1 };
}

export async function saveRungAgents(db: D1Database, sid: string, rung: string[]): Promise<void> {
  await db.prepare('UPDATE calls SET rung = ? WHERE sid = ?').bind(JSON.stringify(rung), sid).run();
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
export async function findRungPhones(db: D1Database, sid: string, which: 'all' | 'picked-up'): Promise<Set<string>> {
  const { results } = await db
    .prepare("SELECT DISTINCT party FROM call_reports WHERE call_sid = ?1 AND party LIKE '+%' AND (?2 = 'all' OR status = 'in-progress')")
    .bind(sid, which)
    .all<{ party: string }>();
  return new Set(results.map(({ party }) => party));
}

/** @returns false when the call no longer rings. */
export async function markSentToVoicemail(db: D1Database, sid: string): Promise<boolean> {
  const { meta } = await db
    .prepare("UPDATE calls SET to_voicemail = 1 WHERE sid = ? AND direction = 'incoming' AND phase = 'ringing'")
    .bind(sid)
    .run();
  return meta.changes > 0;
}

/** Stores a voicemail; a repeated webhook changes nothing. @returns whether it is new. */
export async function saveVoicemail(
  db: D1Database,
  { recordingSid, callSid, seconds, at }: { recordingSid: string; callSid: string; seconds: number; at: number },
): Promise<boolean> {
  const { meta } = await db.prepare('INSERT OR IGNORE INTO voicemails VALUES (?, ?, ?, ?)').bind(recordingSid, callSid, seconds, at).run();
  return meta.changes > 0;
}

/** Whether the recording is a voicemail of the call. */
export async function hasVoicemail(db: D1Database, callSid: string, recordingSid: string): Promise<boolean> {
  const row = await db.prepare('SELECT 1 FROM voicemails WHERE call_sid = ? AND recording_sid = ?').bind(callSid, recordingSid).first();
  return row !== null;
}
