/** Holds and resumes a live call: the backend plays music to the other party, in the browser and on the own phone alike. */
import { ProblemError } from '../../../shared/problem.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { requirePairing } from '../../state/settings-store.ts';
import { postHold } from '../../worker-client.ts';
import { changeCall, liveCall } from './active-call.ts';

/** A service worker that stops on the way leaves the call changeable after this time. */
const maxChangeMs = 15_000;

/** The log has an incoming call under Twilio's CallSid alone. */
export const loggedId = ({ id, sid, direction }: ActiveCall) => (direction === 'incoming' ? (sid ?? id) : id);

/**
 * Resolves once the other party hears music, or the agent again.
 * @throws {ProblemError} `call-unknown`, `call-not-connected`, `call-being-changed`, or why the backend failed: the call goes on as it was.
 */
export async function holdCall(callId: string, on: boolean): Promise<void> {
  const { phase } = await liveCall(callId);
  if (phase.is !== 'connected') throw new ProblemError('call-not-connected');
  const call = await reserve(callId);
  try {
    await postHold(await requirePairing(), loggedId(call), on ? 'hold' : 'resume');
    await changeCall(callId, ({ heldSince: before, ...now }) => ({ ...now, ...(on ? { heldSince: before ?? Date.now() } : {}) }));
  } finally {
    await release(callId);
  }
}

export async function release(callId: string): Promise<void> {
  await changeCall(callId, ({ changingHoldUntil: _, ...now }) => now);
}

/** One change at a time. */
export async function reserve(callId: string): Promise<ActiveCall> {
  let reserved: ActiveCall | undefined;
  await changeCall(callId, (now) => {
    if ((now.changingHoldUntil ?? 0) > Date.now()) return now;
    reserved = now;
    return { ...now, changingHoldUntil: Date.now() + maxChangeMs };
  });
  if (!reserved) throw new ProblemError('call-being-changed');
  return reserved;
}
