/** Calls through the agent's own phone: the backend places them and pushes their progress over its socket. */
import { isLive, step } from '../../../shared/call.ts';
import { type Problem, problemOf } from '../../../shared/problem.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { languageFor } from '../../state/language-choice.ts';
import { readPairing, readSettings, requirePairing } from '../../state/settings-store.ts';
import { postHangup, startCall } from '../../worker-client.ts';
import { changeCall } from './active-call.ts';
import { contextOf } from './call-context.ts';

/** Has the backend ring the agent's own phone for the call in the app state; a failure ends that call with its Problem. */
export async function ringOwnPhone(call: ActiveCall): Promise<void> {
  try {
    const pairing = await requirePairing();
    const { id } = await startCall(pairing, {
      to: call.number,
      // Idempotency key: the backend places one call for one id, also after a try in the browser.
      callId: call.id,
      language: languageFor((await readSettings()).language, navigator.languages),
      ...contextOf(call),
      ...(call.ext ? { ext: call.ext } : {}),
    });
    const appState = await changeCall(call.id, (now) => ({ ...now, ...step(now, { happened: 'queued', at: Date.now() }), sid: id }));
    const hungUp = appState.call?.id !== call.id || !isLive(appState.call);
    if (hungUp) await postHangup(pairing, call.id);
  } catch (error) {
    await endLocally(call.id, problemOf(error, 'call-failed'));
  }
}

/** @throws {ProblemError} when the backend cannot end the call, which then goes on. */
export async function hangUpOwnPhone(call: ActiveCall): Promise<void> {
  const pairing = await readPairing();
  // Without a sid the request to place the call is still open: `ringOwnPhone` hangs up when it is answered.
  if (pairing && call.sid !== undefined) await postHangup(pairing, call.id);
  await endLocally(call.id);
}

function endLocally(callId: string, problem?: Problem) {
  return changeCall(callId, (call) => ({
    ...call,
    ...step(call, {
      happened: 'ended',
      at: Date.now(),
      outcome: problem ? 'failed' : call.phase.is === 'connected' ? 'completed' : 'cancelled',
      ...(problem ? { problem } : {}),
    }),
  }));
}

/** Places a call that the browser could not make through the agent's own phone. The call keeps its id and its screen. */
export async function switchToOwnPhone(callId: string, because: Problem): Promise<void> {
  const { call } = await changeCall(callId, ({ sid: _sid, quality: _quality, reconnectingSince: _since, ...now }) => ({
    ...now,
    mode: 'phone',
    because,
    phase: { is: 'dialling' },
  }));
  if (call?.id === callId) void ringOwnPhone(call);
}
