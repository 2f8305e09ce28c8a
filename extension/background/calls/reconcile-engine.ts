/** Reconciles the call in the app state with the engine's calls, after a restart of the service worker. */
import { isLive, step } from '../../../shared/call.ts';
import type { AppState } from '../../state/app-state.ts';
import type { EngineCall } from '../../protocol/engine-events.ts';

/** The engine is the source of truth: a call that it does not hold has dropped. */
export function reconcileCall(appState: AppState, calls: EngineCall[]): AppState {
  const { call } = appState;
  // The engine holds no call on the agent's own phone: the backend pushes that one.
  if (!isLive(call) || call.mode === 'phone') return appState;
  const known = calls.find(({ callId }) => callId === call.id);
  if (!known) {
    // The dial command may not have reached the engine yet: a call can be the reason why the engine starts.
    if (call.phase.is === 'dialling' && call.sid === undefined) return appState;
    return {
      ...appState,
      call: { ...call, ...step(call, { happened: 'ended', at: Date.now(), outcome: 'failed', problem: { code: 'call-dropped' } }) },
    };
  }
  const at = known.since;
  const moved = known.phase === 'dialling' ? call : step(call, { happened: known.phase === 'ringing' ? 'rang' : 'answered', at });
  return { ...appState, call: { ...call, ...moved, muted: known.muted, ...(known.sid ? { sid: known.sid } : {}) } };
}
