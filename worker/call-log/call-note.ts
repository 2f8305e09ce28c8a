/** Stores the note of a call in its row, so that it is deleted with the call. */
import type { CallNote } from '../../shared/call-log/call-note.ts';

/** Replaces the note; an empty one is none. */
export async function saveNote(db: D1Database, sid: string, { note, outcome, callBackAt }: CallNote): Promise<void> {
  await db
    .prepare('UPDATE calls SET note = ?2, note_outcome = ?3, call_back_at = ?4 WHERE sid = ?1')
    .bind(sid, note === '' ? null : note, outcome, callBackAt === null ? null : Date.parse(callBackAt))
    .run();
}
