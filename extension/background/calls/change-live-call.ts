/** Changes of the live call that the backend makes: one at a time, of a connected call. */
import { ProblemError } from '../../../shared/problem.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { changeCall, liveCall } from './active-call.ts';

/** A service worker that stops on the way leaves the call changeable after this time. */
const maxChangeMs = 15_000;

/** Until when a change may last (Unix ms). Hold and transfer move the same legs; a recording moves none. */
type ChangingUntil = 'changingHoldUntil' | 'changingRecordingUntil';

/**
 * Resolves with `run`.
 * @throws {ProblemError} `call-unknown`, `call-not-connected`, `call-being-changed`, or what `run` throws: the call goes on as it was.
 */
export async function changeLiveCall(callId: string, until: ChangingUntil, run: (call: ActiveCall) => Promise<void>): Promise<void> {
  const { phase } = await liveCall(callId);
  if (phase.is !== 'connected') throw new ProblemError('call-not-connected');
  const call = await reserve(callId, until);
  try {
    await run(call);
  } finally {
    await changeCall(callId, ({ [until]: _, ...now }) => now);
  }
}

async function reserve(callId: string, until: ChangingUntil): Promise<ActiveCall> {
  let reserved: ActiveCall | undefined;
  await changeCall(callId, (now) => {
    if ((now[until] ?? 0) > Date.now()) return now;
    reserved = now;
    return { ...now, [until]: Date.now() + maxChangeMs };
  });
  if (!reserved) throw new ProblemError('call-being-changed');
  return reserved;
}
