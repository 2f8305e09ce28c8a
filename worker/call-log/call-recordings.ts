/** Recordings of conversations in the database. */
import type { CallRecording } from '../../shared/api.ts';
import { insertAction, type CallAction, type LoggedAction } from './call-actions.ts';

export type LiveRecording = {
  id: number;
  /** Null while Twilio is asked to start it. */
  sid: string | null;
  /** The leg under which Twilio keeps it. */
  ownerSid: string | null;
  state: 'starting' | 'recording' | 'paused';
};

const live = "state IN ('starting', 'recording', 'paused')";
const columns = 'id, recording_sid AS sid, owner_sid AS ownerSid, state';

/** SQL, JSON: the recordings of the call `call`, oldest first. Those of a call that has ended are being processed. */
export const recordingsOf = (call: string, phase: string) =>
  `(SELECT json_group_array(json_object('id', recording_sid, 'seconds', seconds, 'changes', changes,
    'state', iif(${phase} = 'ended' AND ${live}, 'processing', state)))
    FROM call_recordings WHERE call_sid = ${call} AND recording_sid IS NOT NULL)`;

/** @returns undefined without a recording */
export function readRecordings(json: string): CallRecording[] | undefined {
  const recordings = JSON.parse(json) as CallRecording[];
  return recordings.length > 0 ? recordings : undefined;
}

export function findLiveRecording(db: D1Database, callSid: string): Promise<LiveRecording | null> {
  return db.prepare(`SELECT ${columns} FROM call_recordings WHERE call_sid = ? AND ${live}`).bind(callSid).first<LiveRecording>();
}

export async function hasRecording(db: D1Database, callSid: string): Promise<boolean> {
  return (await db.prepare('SELECT 1 AS found FROM call_recordings WHERE call_sid = ? LIMIT 1').bind(callSid).first()) !== null;
}

/** Reserves the next recording of the call until `until`. @returns its id; null while the call has one */
export async function claimStart(db: D1Database, { callSid, now, until }: { callSid: string; now: number; until: number }) {
  const [, inserted] = await db.batch<{ id: number }>([
    // Of a request that stopped on its way.
    db.prepare("DELETE FROM call_recordings WHERE call_sid = ?1 AND state = 'starting' AND busy_until <= ?2").bind(callSid, now),
    db
      .prepare(`INSERT OR IGNORE INTO call_recordings (call_sid, state, busy_until, created_at) VALUES (?, 'starting', ?, ?) RETURNING id`)
      .bind(callSid, until, now),
  ]);
  return inserted?.results[0]?.id ?? null;
}

/**
 * Reserves the live recording of the call until `until`.
 * @param isStop the change ends the recording.
 * @returns null without one, and while another change is on its way
 */
export function claimChange(
  db: D1Database,
  { callSid, now, until, isStop }: { callSid: string; now: number; until: number; isStop: boolean },
): Promise<LiveRecording | null> {
  return db
    .prepare(
      `UPDATE call_recordings SET busy_until = ?3, is_stopping = ?4
      WHERE call_sid = ?1 AND busy_until <= ?2 AND state IN ('recording', 'paused') RETURNING ${columns}`,
    )
    .bind(callSid, now, until, Number(isStop))
    .first<LiveRecording>();
}

/** The change was not made. */
export async function releaseRecording(db: D1Database, id: number): Promise<void> {
  await db.prepare('UPDATE call_recordings SET busy_until = 0, is_stopping = 0 WHERE id = ?').bind(id).run();
}

/** Twilio did not start it. */
export async function dropStart(db: D1Database, id: number): Promise<void> {
  await db.prepare("DELETE FROM call_recordings WHERE id = ? AND state = 'starting'").bind(id).run();
}

/** Twilio's callback may have been earlier: then only the leg is added. */
export async function saveStarted(
  db: D1Database,
  { id, sid, ownerSid }: { id: number; sid: string; ownerSid: string },
  action: LoggedAction,
): Promise<void> {
  await db.batch([
    db
      .prepare(
        `UPDATE call_recordings SET recording_sid = ?2, owner_sid = ?3, busy_until = 0, changes = changes + 1,
          state = iif(state = 'starting', 'recording', state) WHERE id = ?1`,
      )
      .bind(id, sid, ownerSid),
    insertAction(db, action),
  ]);
}

export async function saveState(
  db: D1Database,
  { id, state }: { id: number; state: 'recording' | 'paused' | 'processing' },
  action: LoggedAction | null,
): Promise<void> {
  await db.batch([
    // Twilio's callback may have been earlier.
    db
      .prepare(`UPDATE call_recordings SET busy_until = 0, changes = changes + 1, state = iif(${live}, ?2, state) WHERE id = ?1`)
      .bind(id, state),
    ...(action ? [insertAction(db, action)] : []),
  ]);
}

export type RecordingResult = { sid: string; state: 'ready' | 'absent'; seconds: number };

/**
 * Twilio has finished the recording. One that the log does not know belongs to a start whose answer was lost.
 * @param id the row that Twilio's callback names.
 * @returns the state before; 'processing' for one that is being stopped; null for a repetition
 */
export async function finishRecording(
  db: D1Database,
  { callSid, id, now }: { callSid: string; id: number | null; now: number },
  { sid, state, seconds }: RecordingResult,
): Promise<string | null> {
  const before = await db
    .prepare(
      `SELECT id, iif(is_stopping AND ${live}, 'processing', state) AS state FROM call_recordings
      WHERE call_sid = ?1 AND (recording_sid = ?2 OR (recording_sid IS NULL AND id = ?3))`,
    )
    .bind(callSid, sid, id)
    .first<{ id: number; state: string }>();
  if (before?.state === 'ready' || before?.state === 'absent') return null;
  const action: CallAction = `recording-${state}`;
  await db.batch([
    before
      ? db
          .prepare('UPDATE call_recordings SET recording_sid = ?2, state = ?3, seconds = ?4, changes = changes + 1 WHERE id = ?1')
          .bind(before.id, sid, state, seconds)
      : db
          .prepare(
            'INSERT OR IGNORE INTO call_recordings (call_sid, recording_sid, state, seconds, changes, created_at) VALUES (?, ?, ?, ?, 1, ?)',
          )
          .bind(callSid, sid, state, seconds, now),
    insertAction(db, { callSid, source: 'recording', action, party: null, at: now }),
  ]);
  return before?.state ?? 'starting';
}

/** The recording, and when it began (Unix ms). One that is absent is not found. */
export function findPlayable(db: D1Database, callSid: string, sid: string): Promise<{ sid: string; savedAt: number } | null> {
  return db
    .prepare(
      `SELECT recording_sid AS sid, created_at + 1000 * coalesce(seconds, 0) AS savedAt FROM call_recordings
      WHERE call_sid = ? AND recording_sid = ? AND state != 'absent'`,
    )
    .bind(callSid, sid)
    .first<{ sid: string; savedAt: number }>();
}

/**
 * Marks recordings of calls that ended before `endedBefore` as checked at `now`, and returns them: Twilio has not said what became
 * of them. The least recently checked first.
 */
export async function claimUnfinished(
  db: D1Database,
  { endedBefore, checkedBefore, now, limit }: { endedBefore: number; checkedBefore: number; now: number; limit: number },
): Promise<{ id: number; callSid: string; sid: string }[]> {
  const { results } = await db
    .prepare(
      `UPDATE call_recordings SET checked_at = ?3 WHERE id IN (
        SELECT recording.id FROM call_recordings AS recording INDEXED BY call_recordings_unfinished JOIN calls ON calls.sid = recording.call_sid
        WHERE recording.state IN ('starting', 'recording', 'paused', 'processing') AND recording.recording_sid IS NOT NULL
          AND calls.ended_at < ?1 AND coalesce(recording.checked_at, 0) < ?2
        ORDER BY coalesce(recording.checked_at, 0), recording.created_at LIMIT ?4
      ) RETURNING id, call_sid AS callSid, recording_sid AS sid`,
    )
    .bind(endedBefore, checkedBefore, now, limit)
    .all<{ id: number; callSid: string; sid: string }>();
  return results;
}
