/** Swaps the call on the screen and the held one: the one is put on hold, the other is resumed. */
import { isLive } from '../../../shared/call.ts';
import { ProblemError } from '../../../shared/problem.ts';
import { changeAppState, readAppState } from '../../state/app-state-store.ts';
import { swapCalls } from '../../state/held-call.ts';
import { sendToEngine } from '../line/engine.ts';
import { holdCall } from './hold-call.ts';

/**
 * Speaks on the held call. Both customers hear music between the two steps, and neither hears the other.
 * @throws {ProblemError} why the hold or the resume failed. After a failed resume both calls are on hold.
 */
export async function speakOnHeldCall(callId: string): Promise<void> {
  const { call, heldCall } = await readAppState();
  if (!isLive(heldCall) || heldCall.id !== callId) throw new ProblemError('call-unknown');
  if (call && isLive(call) && call.heldSince === undefined) await holdFirst(call.id, callId);
  await sendToEngine({ command: 'speakOn', callId });
  await changeAppState((appState) => swapCalls(appState, callId));
  await holdCall(callId, false);
}

/** A call that ends on the way needs no hold: the held call is on the screen then. */
async function holdFirst(callId: string, heldId: string): Promise<void> {
  await holdCall(callId, true).catch(async (error: unknown) => {
    if ((await readAppState()).call?.id !== heldId) throw error;
  });
}
