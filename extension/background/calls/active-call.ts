/** Finds and changes the call in the app state, by its id. */
import { isLive } from '../../../shared/call.ts';
import { ProblemError } from '../../../shared/problem.ts';
import type { AppState, ActiveCall } from '../../state/app-state.ts';
import { changeAppState, readAppState } from '../../state/app-state-store.ts';

/** Changes the call of that id; no-op when the app state has another call. */
export function changeCall(callId: string, change: (call: ActiveCall) => ActiveCall): Promise<AppState> {
  return changeAppState((appState) => (appState.call?.id === callId ? { ...appState, call: change(appState.call) } : appState));
}

/** @throws {ProblemError} `call-unknown` when no call of that id is live. */
export async function liveCall(callId: string): Promise<ActiveCall> {
  const { call } = await readAppState();
  if (!isLive(call) || call.id !== callId) throw new ProblemError('call-unknown');
  return call;
}
