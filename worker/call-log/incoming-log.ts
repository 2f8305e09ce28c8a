/** Rung agents and voicemails of incoming calls in the log. */

export type RingState = {
  /** Identities of the agents whose browsers rang. */
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
