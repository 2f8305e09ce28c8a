/** Holds and resumes a live call: the backend plays music to the other party, in the browser and on the own phone alike. */
import { loggedIdOf } from '../../../shared/call.ts';
import { requirePairing } from '../../state/settings-store.ts';
import { postHold } from '../../worker-client.ts';
import { changeCall } from './active-call.ts';
import { changeLiveCall } from './change-live-call.ts';

/**
 * Resolves once the other party hears music, or the agent again.
 * @throws {ProblemError} why the call goes on as it was.
 */
export async function holdCall(callId: string, on: boolean): Promise<void> {
  await changeLiveCall(callId, 'changingHoldUntil', async (call) => {
    await postHold(await requirePairing(), loggedIdOf(call), on ? 'hold' : 'resume');
    await changeCall(callId, ({ heldSince: before, ...now }) => ({ ...now, ...(on ? { heldSince: before ?? Date.now() } : {}) }));
  });
}
