/** Calls through the agent's own phone: asked of the backend, which tells over its socket how they go on. */
import { isLive, step } from '../../../shared/call.ts';
import { type Problem, ProblemError, problemOf } from '../../../shared/problem.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { languageFor } from '../../state/language-choice.ts';
import { readPairing, readSettings, requirePairing } from '../../state/settings-store.ts';
import { postHangup, startCall } from '../../worker-client.ts';
import { changeCall } from './active-call.ts';

/** Has the backend ring the agent's own phone for a call that is in the app state. Why that fails is put in the app state, too. */
export async function ringOwnPhone(call: ActiveCall): Promise<void> {
  try {
    const pairing = await requirePairing();
    const { id } = await startCall(pairing, {
      to: call.number,
      // The backend makes no second call for an id it knows, whichever way the first one went.
      callId: call.id,
      language: languageFor((await readSettings()).language, navigator.languages),
      ...(call.pageUrl ? { pageUrl: call.pageUrl } : {}),
      ...(call.name ? { name: call.name } : {}),
      ...(call.ext ? { ext: call.ext } : {}),
    });
    const appState = await changeCall(call.id, (now) => ({ ...now, ...step(now, { happened: 'queued', at: Date.now() }), sid: id }));
    const givenUp = appState.call?.id !== call.id || !isLive(appState.call);
    if (givenUp) await postHangup(pairing, call.id);
  } catch (error) {
    await endLocally(call.id, problemOf(error, 'call-failed'));
  }
}

/** @throws {ProblemError} when the backend cannot end it: then it goes on. */
export async function hangUpOwnPhone(call: ActiveCall): Promise<void> {
  const pairing = await readPairing();
  // A call that the backend has not heard of yet is given up as soon as it has: see `ringOwnPhone`.
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

/** Sends a call that the browser could not make through the agent's own phone instead: the same call, on the same screen. */
export async function switchToOwnPhone(callId: string, because: Problem): Promise<void> {
  const { call } = await changeCall(callId, ({ sid: _sid, quality: _quality, reconnectingSince: _since, ...now }) => ({
    ...now,
    mode: 'phone',
    because,
    phase: { is: 'dialling' },
  }));
  if (call?.id === callId) void ringOwnPhone(call);
}
