/** Starts, pauses, resumes and stops the recording of the live call. */
import type { RecordingAction } from '../../../shared/api.ts';
import { ProblemError } from '../../../shared/problem.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { requirePairing } from '../../state/settings-store.ts';
import { fetchCall, postRecording } from '../../worker-client.ts';
import { changeCall, liveCall } from './active-call.ts';
import { applyRecording } from './applied-recording.ts';
import { loggedId } from './hold-call.ts';

/** A service worker that stops on the way leaves the recording changeable after this time. */
const maxChangeMs = 15_000;

/**
 * Resolves once the recording is as asked for.
 * @throws {ProblemError} why it stays as it was.
 */
export async function recordCall(callId: string, action: RecordingAction): Promise<void> {
  const { phase } = await liveCall(callId);
  if (phase.is !== 'connected') throw new ProblemError('call-not-connected');
  const call = await reserve(callId);
  try {
    const pairing = await requirePairing();
    await postRecording(pairing, loggedId(call), action);
    // The row says what was done, also while no push socket is open.
    const row = await fetchCall(pairing, loggedId(call));
    await changeCall(callId, (now) => applyRecording(now, row));
  } finally {
    await changeCall(callId, ({ changingRecordingUntil: _, ...now }) => now);
  }
}

/** One change at a time. */
async function reserve(callId: string): Promise<ActiveCall> {
  let reserved: ActiveCall | undefined;
  await changeCall(callId, (now) => {
    if ((now.changingRecordingUntil ?? 0) > Date.now()) return now;
    reserved = now;
    return { ...now, changingRecordingUntil: Date.now() + maxChangeMs };
  });
  if (!reserved) throw new ProblemError('call-being-changed');
  return reserved;
}
