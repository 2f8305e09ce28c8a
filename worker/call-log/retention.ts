/** Deletes old calls with their reports and names, and finds old recordings. Each run takes a bounded number by index. */
import { dropOldContexts } from './call-context.ts';
import { dropOldPace } from './call-pace.ts';

/** 144,000 calls in a day of one run a minute. */
const maxCalls = 100;
/** Reports without a call in the log: a webhook was lost, or another request had its CallSid. */
const maxReports = 200;
const retryAfterMs = 60 * 60_000;
const dayMs = 24 * 60 * 60_000;

/** A recording whose deletion failed has its next turn after an hour, so that others have theirs. */
export async function findExpiredRecordings(db: D1Database, before: number, now: number, limit: number): Promise<string[]> {
  const { results } = await db
    .prepare(
      ['voicemails', 'call_recordings']
        .map(
          (table) => `SELECT * FROM (SELECT recording_sid AS sid, created_at FROM ${table}
            WHERE created_at < ?1 AND recording_sid IS NOT NULL AND (deletion_failed_at IS NULL OR deletion_failed_at < ?2)
            ORDER BY created_at LIMIT ?3)`,
        )
        .join(' UNION ALL ')
        .concat(' ORDER BY created_at LIMIT ?3'),
    )
    .bind(before, now - retryAfterMs, limit)
    .all<{ sid: string }>();
  return results.map(({ sid }) => sid);
}

/** The recording is deleted at Twilio. */
export async function forgetRecording(db: D1Database, recordingSid: string): Promise<void> {
  await db.batch([
    db.prepare('DELETE FROM voicemails WHERE recording_sid = ?').bind(recordingSid),
    db.prepare('DELETE FROM call_recordings WHERE recording_sid = ?').bind(recordingSid),
  ]);
}

export async function markDeletionFailed(db: D1Database, recordingSid: string, now: number): Promise<void> {
  const mark = (table: string) =>
    db.prepare(`UPDATE ${table} SET deletion_failed_at = ?2 WHERE recording_sid = ?1`).bind(recordingSid, now);
  await db.batch([mark('voicemails'), mark('call_recordings')]);
}

/**
 * Deletes the oldest calls that began before `before` (Unix ms). A call stays while a recording of it is at Twilio: its row is
 * the only one that knows the recording.
 */
export async function deleteExpiredCalls(db: D1Database, before: number): Promise<void> {
  const { results } = await db
    .prepare(
      `SELECT sid FROM calls WHERE started_at < ?1 AND NOT EXISTS (SELECT 1 FROM voicemails WHERE call_sid = calls.sid)
      AND NOT EXISTS (SELECT 1 FROM call_recordings WHERE call_sid = calls.sid AND recording_sid IS NOT NULL)
      ORDER BY started_at LIMIT ?2`,
    )
    .bind(before, maxCalls)
    .all<{ sid: string }>();
  const sids = JSON.stringify(results.map(({ sid }) => sid));
  await db.batch([
    db.prepare('DELETE FROM call_reports WHERE call_sid IN (SELECT value FROM json_each(?))').bind(sids),
    db.prepare('DELETE FROM recording_plays WHERE call_sid IN (SELECT value FROM json_each(?))').bind(sids),
    db.prepare('DELETE FROM call_actions WHERE call_sid IN (SELECT value FROM json_each(?))').bind(sids),
    // Of a start whose request stopped on its way.
    db.prepare('DELETE FROM call_recordings WHERE call_sid IN (SELECT value FROM json_each(?))').bind(sids),
    // Of a conference whose end Twilio never reported.
    db.prepare('DELETE FROM call_conferences WHERE call_sid IN (SELECT value FROM json_each(?))').bind(sids),
    db.prepare('DELETE FROM call_transfers WHERE call_sid IN (SELECT value FROM json_each(?))').bind(sids),
    db.prepare('DELETE FROM calls WHERE sid IN (SELECT value FROM json_each(?))').bind(sids),
    // By rowid, the order in which reports came.
    db
      .prepare(
        `DELETE FROM call_reports WHERE rowid IN (SELECT rowid FROM
          (SELECT rowid, at, call_sid FROM call_reports ORDER BY rowid LIMIT ?2)
          WHERE at < ?1 AND NOT EXISTS (SELECT 1 FROM calls WHERE calls.sid = call_sid))`,
      )
      .bind(before, maxReports),
  ]);
}

/** Deletes what serves for a day or less, whatever is kept of the log. */
export async function deleteShortLived(db: D1Database, now: number): Promise<void> {
  await db.batch([
    dropOldContexts(db, now),
    dropOldPace(db, now),
    // Live calls count for the day on which they began.
    db.prepare('DELETE FROM talk_time WHERE day < ?').bind(Math.floor(now / dayMs) - 2),
  ]);
}
