/** The conferences into which calls were lifted, and the leg that each call has connected. */

export type CallConference = {
  /** The dialled leg, which moves first. */
  movedSid: string;
  /** Null until both legs are in. */
  conferenceSid: string | null;
  callerMoved: boolean;
};

type ConferenceRecord = Omit<CallConference, 'callerMoved'> & { callerMoved: number };

const columns = 'moved_sid AS movedSid, conference_sid AS conferenceSid, caller_moved AS callerMoved';
const toConference = (row: ConferenceRecord | null): CallConference | null => row && { ...row, callerMoved: row.callerMoved === 1 };

/** SQL: statuses of a leg that has ended. */
const ended = "('completed', 'busy', 'no-answer', 'canceled', 'failed')";

/** The dialled leg that talks with the caller, by the reports about it; null when no report says so. */
export async function findConnectedLeg(db: D1Database, callSid: string): Promise<string | null> {
  const row = await db
    .prepare(
      `SELECT leg_sid AS sid FROM call_reports WHERE call_sid = ?1 AND leg_sid != ?1
      GROUP BY leg_sid HAVING max(status = 'in-progress') = 1 AND max(status IN ${ended}) = 0
      ORDER BY max(source = 'agent') DESC, max(at) DESC LIMIT 1`,
    )
    .bind(callSid)
    .first<{ sid: string }>();
  return row?.sid ?? null;
}

/**
 * Reserves the call for one change until `until`. A call without a conference gets a row, without a conference yet.
 * @returns the row as it was or is now, and whether it is new; null while another change is on its way.
 */
export async function claimConference(
  db: D1Database,
  { callSid, movedSid, now, until }: { callSid: string; movedSid: string; now: number; until: number },
): Promise<(CallConference & { isNew: boolean }) | null> {
  const [inserted, claimed] = await db.batch<ConferenceRecord>([
    db.prepare('INSERT OR IGNORE INTO call_conferences (call_sid, moved_sid, busy_until) VALUES (?, ?, 0)').bind(callSid, movedSid),
    db
      .prepare(`UPDATE call_conferences SET busy_until = ?3 WHERE call_sid = ?1 AND busy_until <= ?2 RETURNING ${columns}`)
      .bind(callSid, now, until),
  ]);
  const conference = toConference(claimed?.results[0] ?? null);
  return conference && { ...conference, isNew: (inserted?.meta.changes ?? 0) > 0 };
}

export async function releaseConference(db: D1Database, callSid: string): Promise<void> {
  await db.prepare('UPDATE call_conferences SET busy_until = 0 WHERE call_sid = ?').bind(callSid).run();
}

export async function findConference(db: D1Database, callSid: string): Promise<CallConference | null> {
  const row = db.prepare(`SELECT ${columns} FROM call_conferences WHERE call_sid = ?`).bind(callSid);
  return toConference(await row.first<ConferenceRecord>());
}

/** Whether a leg has ended, by the reports about it. */
export async function hasLegEnded(db: D1Database, callSid: string, legSid: string): Promise<boolean> {
  const row = await db
    .prepare(`SELECT 1 AS found FROM call_reports WHERE call_sid = ? AND leg_sid = ? AND status IN ${ended} LIMIT 1`)
    .bind(callSid, legSid)
    .first();
  return row !== null;
}

/** Both legs are in. */
export async function saveConferenceSid(db: D1Database, callSid: string, conferenceSid: string): Promise<void> {
  await db
    .prepare('UPDATE call_conferences SET conference_sid = ?2 WHERE call_sid = ?1 AND conference_sid IS NULL')
    .bind(callSid, conferenceSid)
    .run();
}

export async function markCallerMoved(db: D1Database, callSid: string): Promise<void> {
  await db.prepare('UPDATE call_conferences SET caller_moved = 1 WHERE call_sid = ?').bind(callSid).run();
}

/** The conference has ended, or never began. @param conferenceSid only that one */
export async function dropConference(db: D1Database, callSid: string, conferenceSid: string | null = null): Promise<void> {
  await db
    .prepare('DELETE FROM call_conferences WHERE call_sid = ?1 AND (?2 IS NULL OR conference_sid IS NULL OR conference_sid = ?2)')
    .bind(callSid, conferenceSid)
    .run();
}
