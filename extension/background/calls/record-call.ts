/** Starts, pauses, resumes and stops the recording of the live call. */
import type { RecordingAction } from '../../../shared/api.ts';
import { loggedIdOf } from '../../../shared/call.ts';
import { requirePairing } from '../../state/settings-store.ts';
import { fetchCall, postRecording } from '../../worker-client.ts';
import { changeCall } from './active-call.ts';
import { applyRecording } from './applied-recording.ts';
import { changeLiveCall } from './change-live-call.ts';

/**
 * Resolves once the recording is as asked for.
 * @throws {ProblemError} why it stays as it was.
 */
export async function recordCall(callId: string, action: RecordingAction): Promise<void> {
  await changeLiveCall(callId, 'changingRecordingUntil', async (call) => {
    const pairing = await requirePairing();
    await postRecording(pairing, loggedIdOf(call), action);
    // The row says what was done, also while no push socket is open.
    const row = await fetchCall(pairing, loggedIdOf(call));
    await changeCall(callId, (now) => applyRecording(now, row));
  });
}
