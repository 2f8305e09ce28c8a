/** Reconciles the calls in the app state with the engine's calls, after a restart of the service worker. */
import { isLive, step } from '../../shared/call.ts';
import type { ActiveCall, AppState } from '../state/app-state.ts';
import type { EngineCall } from '../protocol/engine-events.ts';
import { changeCallIn, swapCalls } from '../state/held-call.ts';
import { findRinging, takeRinging } from './incoming/ringing-state.ts';

/** The engine is the source of truth: a call that it does not hold has dropped, and a call that is aside is not on the screen. */
export function reconcileCalls(appState: AppState, calls: EngineCall[]): AppState {
  const known = [appState.heldCall, appState.call].flatMap((call) => call?.id ?? []);
  const reconciled = known.reduce((state, callId) => changeCallIn(state, callId, (call) => reconcile(call, calls)), appState);
  const complete = calls.reduce(takeAnswered, reconciled);
  const { call, heldCall } = complete;
  const isAside = (one: ActiveCall | null) => calls.find(({ callId }) => callId === one?.id)?.aside;
  return heldCall && isAside(call) && isAside(heldCall) === false ? swapCalls(complete, heldCall.id) : complete;
}

function reconcile(call: ActiveCall, calls: EngineCall[]): ActiveCall {
  // The engine holds no call on the agent's own phone: the backend pushes that one.
  if (!isLive(call) || call.mode === 'phone') return call;
  const known = calls.find(({ callId }) => callId === call.id);
  if (!known) {
    // The dial command may not have reached the engine yet: a call can be the reason why the engine starts.
    if (call.phase.is === 'dialling' && call.sid === undefined) return call;
    return { ...call, ...step(call, { happened: 'ended', at: Date.now(), outcome: 'failed', problem: { code: 'call-dropped' } }) };
  }
  const at = known.since;
  const moved = known.phase === 'dialling' ? call : step(call, { happened: known.phase === 'ringing' ? 'rang' : 'answered', at });
  return { ...call, ...moved, muted: known.muted, ...(known.sid ? { sid: known.sid } : {}) };
}

/** The report of an answer may have come while no service worker could take it. */
function takeAnswered(appState: AppState, { callId, phase, since }: EngineCall): AppState {
  if (phase !== 'connected' || !findRinging(appState, callId)) return appState;
  return takeRinging(appState, { event: 'callChanged', callId, move: { happened: 'answered', at: since } });
}
