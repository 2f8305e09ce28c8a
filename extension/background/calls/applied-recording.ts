/** The recording of the call in the app state, from the rows of the log. */
import { type LoggedCall, recordingChanges } from '../../../shared/api.ts';
import type { ActiveCall } from '../../state/app-state.ts';

/** @returns the same object when the row has no recording, or an older state of it. */
export function applyRecording(call: ActiveCall, row: LoggedCall | undefined): ActiveCall {
  const changes = row ? recordingChanges(row) : 0;
  if (changes <= (call.recording?.changes ?? 0)) return call;
  const live = row?.recordings?.find(({ state }) => state === 'recording' || state === 'paused');
  return { ...call, recording: { state: live?.state === 'paused' ? 'paused' : live ? 'recording' : 'off', changes } };
}
