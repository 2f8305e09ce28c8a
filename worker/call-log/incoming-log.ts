/** What the log keeps of a call that comes in beside its row: whose browsers rang, and the message the caller left. The only SQL on both. */

export type RingState = {
  /** Identities of the agents whose browsers rang. */
  rung: string[];
  /** An agent sent the caller to voicemail. */
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

/** @returns whether the call still rings, so that sending it to voicemail means something. */
export async function markSentToVoicemail(db: D1Database, sid: string): Promise<boolean> {
  const { meta } = await db
    .prepare("UPDATE calls SET to_voicemail = 1 WHERE sid = ? AND direction = 'incoming' AND phase = 'ringing'")
    .bind(sid)
    .run();
  return meta.changes > 0;
}

/** Keeps a message, once. @returns whether it is new. */
export async function saveVoicemail(
  db: D1Database,
  { recordingSid, callSid, seconds, at }: { recordingSid: string; callSid: string; seconds: number; at: number },
): Promise<boolean> {
  const { meta } = await db.prepare('INSERT OR IGNORE INTO voicemails VALUES (?, ?, ?, ?)').bind(recordingSid, callSid, seconds, at).run();
  return meta.changes > 0;
}

/** Whether that recording is a message left in that call. */
export async function hasVoicemail(db: D1Database, callSid: string, recordingSid: string): Promise<boolean> {
  const row = await db.prepare('SELECT 1 FROM voicemails WHERE call_sid = ? AND recording_sid = ?').bind(callSid, recordingSid).first();
  return row !== null;
}
