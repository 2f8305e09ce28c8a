/** Two calls of one agent: pure changes of the call on the screen and the one that is on hold beside it. */
import { isLive } from '../../shared/call.ts';
import type { ActiveCall, AppState } from './app-state.ts';

export function findCall({ call, heldCall }: AppState, callId: string): ActiveCall | undefined {
  return [call, heldCall].find((one) => one?.id === callId) ?? undefined;
}

/** Changes the call of that id; no-op when the app state has no such call. */
export function changeCallIn(appState: AppState, callId: string, change: (call: ActiveCall) => ActiveCall): AppState {
  const { call, heldCall } = appState;
  if (call?.id === callId) return showHeldCall({ ...appState, call: change(call) });
  return heldCall?.id === callId ? { ...appState, heldCall: change(heldCall) } : appState;
}

/** The end of the call on the screen brings the held one there, still on hold. A Problem of the end stays on show. */
function showHeldCall(appState: AppState): AppState {
  const { call, heldCall } = appState;
  if (call?.phase.is !== 'ended' || !isLive(heldCall)) return appState;
  const { problem } = call.phase;
  return { ...appState, call: heldCall, heldCall: call, ...(problem ? { problem: { problem, at: Date.now() } } : {}) };
}

/** The held call of that id and the call on the screen change places. */
export function swapCalls(appState: AppState, callId: string): AppState {
  const { call, heldCall } = appState;
  return isLive(heldCall) && heldCall.id === callId ? { ...appState, call: heldCall, heldCall: call } : appState;
}

/** An answered call comes to the screen. A connected call there becomes the held one: no live call is lost from sight. */
export function showAnsweredCall(appState: AppState, answered: ActiveCall): AppState {
  const { call } = appState;
  const stays = call?.mode === 'browser' && call.phase.is === 'connected' && !isLive(appState.heldCall);
  return { ...appState, call: answered, ...(stays ? { heldCall: call } : {}) };
}

/** Whether a second call may be answered while the first one is put on hold. The backend alone knows all that may refuse it. */
export function canHoldFirst({ call, heldCall }: Pick<AppState, 'call' | 'heldCall'>): boolean {
  if (!isLive(call) || call.mode !== 'browser' || call.phase.is !== 'connected' || isLive(heldCall)) return false;
  // While the agent asks somebody, the customer hears music, and the ways out of that are those of the transfer.
  return call.transfer?.stage !== 'asking' && call.transfer?.stage !== 'talking';
}
