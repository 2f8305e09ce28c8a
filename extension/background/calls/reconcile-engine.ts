/** Brings the app state level with the engine after the service worker has been away. */
import { isLive, step } from '../../../shared/call.ts';
import type { AppState } from '../../state/app-state.ts';
import type { EngineCall } from '../../protocol/engine-events.ts';

/** The engine is the truth about calls: one it does not hold any more has dropped, one it holds is as it says. */
export function reconcileCall(appState: AppState, calls: EngineCall[]): AppState {
  const { call } = appState;
  // A call on the agent's own phone is not the engine's: the backend tells how it stands.
  if (!isLive(call) || call.mode === 'phone') return appState;
  const known = calls.find(({ callId }) => callId === call.id);
  if (!known) {
    // An order that is still on its way: the engine starts because a call was asked for.
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
