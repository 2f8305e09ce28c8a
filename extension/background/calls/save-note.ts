/** Saves the note of a call at the backend, and its reminder in this browser. */
import type { NoteRequest } from '../../../shared/call-log/call-note.ts';
import { requirePairing } from '../../state/settings-store.ts';
import { putNote } from '../../worker-client.ts';
import { removeReminder, setReminder } from './reminders.ts';

type Party = { number: string | null; name: string | null };

/**
 * The background sends the note, because the popup may close right after the last key.
 * @throws {ProblemError} `call-unknown`, or why the backend failed: nothing is changed.
 */
export async function saveNote(callId: string, note: NoteRequest, { number, name }: Party): Promise<void> {
  const { callBackAt } = note;
  const { id } = await putNote(await requirePairing(), callId, note);
  if (!callBackAt || number === null) return removeReminder(id);
  const at = Date.parse(callBackAt);
  if (at > Date.now()) await setReminder({ callId: id, number, name, at });
}
