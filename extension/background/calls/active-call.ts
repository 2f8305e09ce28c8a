/** Finds and changes a call in the app state, the call on the screen or the held one, by its id. */
import { isLive } from '../../../shared/call.ts';
import { ProblemError } from '../../../shared/problem.ts';
import type { AppState, ActiveCall } from '../../state/app-state.ts';
import { changeAppState, readAppState } from '../../state/app-state-store.ts';
import { changeCallIn, findCall } from '../../state/held-call.ts';

/** Changes the call of that id; no-op when the app state has no such call. */
export function changeCall(callId: string, change: (call: ActiveCall) => ActiveCall): Promise<AppState> {
  return changeAppState((appState) => changeCallIn(appState, callId, change));
}

/** @throws {ProblemError} `call-unknown` when no call of that id is live. */
export async function liveCall(callId: string): Promise<ActiveCall> {
  const call = findCall(await readAppState(), callId);
  if (!isLive(call)) throw new ProblemError('call-unknown');
  return call;
}
