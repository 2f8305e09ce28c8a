/** Pure changes of the ringing calls in the app state. */
import { newCall, step } from '../../../shared/call.ts';
import type { LoggedCall } from '../../../shared/api.ts';
import type { EngineCall, EngineEvent, Invited } from '../../protocol/engine-events.ts';
import type { ActiveCall, AppState, EndedRing, IncomingCall } from '../../state/app-state.ts';
import { showAnsweredCall } from '../../state/held-call.ts';

export function findRinging({ incoming }: AppState, callId: string): IncomingCall | undefined {
  return incoming.find((call) => call.callId === callId);
}

/** Adds a call that begins to ring; a repeated invitation changes nothing. */
export function addRinging(appState: AppState, invited: Invited): AppState {
  if (findRinging(appState, invited.callId)) return appState;
  return { ...appState, incoming: [...appState.incoming, createIncomingCall(invited)], endedRing: null };
}

const createIncomingCall = (invited: Invited): IncomingCall => ({ ...invited, answering: false });

export function changeRinging(appState: AppState, callId: string, change: (call: IncomingCall) => IncomingCall): AppState {
  if (!findRinging(appState, callId)) return appState;
  return { ...appState, incoming: appState.incoming.map((call) => (call.callId === callId ? change(call) : call)) };
}

/** Removes a call from `incoming` and stores its result in `endedRing`. */
export function endRinging(appState: AppState, callId: string, end: Pick<EndedRing, 'at' | 'because'>): AppState {
  const call = findRinging(appState, callId);
  if (!call) return appState;
  return { ...appState, incoming: appState.incoming.filter((other) => other !== call), endedRing: { ...call, ...end } };
}

/**
 * Replaces the ringing list with the engine's: the engine is the source of truth.
 * @param accepted the engine's calls: one that is being connected is still among the ringing ones.
 */
export function syncRinging(appState: AppState, invited: readonly Invited[], accepted: readonly EngineCall[] = []): AppState {
  const kept = appState.incoming.filter(({ callId }) => [...invited, ...accepted].some((call) => call.callId === callId));
  const added = invited.filter(({ callId }) => !kept.some((call) => call.callId === callId));
  if (added.length === 0 && kept.length === appState.incoming.length) return appState;
  return { ...appState, incoming: [...kept, ...added.map(createIncomingCall)] };
}

/** Brings an answered call to the screen. A call lost while it was being answered ends, and the live call stays. */
export function takeRinging(appState: AppState, { callId, move }: Extract<EngineEvent, { event: 'callChanged' }>): AppState {
  const ringing = findRinging(appState, callId);
  if (!ringing) return appState;
  if (move.happened === 'ended') return endRinging(appState, callId, { at: move.at, because: 'unanswered' });
  const incoming = appState.incoming.filter((call) => call !== ringing);
  const call = activeCallFrom(ringing);
  return { ...showAnsweredCall(appState, { ...call, ...step(call, move) }), incoming, problem: null };
}

function activeCallFrom({ callId, sid, caller, called, since }: IncomingCall): ActiveCall {
  const number = caller.number ?? '';
  const call = newCall({ id: callId, sid, direction: 'incoming', mode: 'browser', number, startedAt: since });
  return { ...call, caller, called, muted: false, keys: '' };
}

/** The ended ring with the log's reason; a decision made here stays. */
export function endedRingFromLog(ended: EndedRing, { phase, outcome, answeredBy, answeredAt }: LoggedCall): EndedRing {
  // The log's answer of a transferred call is that of the agent who transferred it.
  if (ended.transfer) return ended;
  if (answeredAt !== null) return { ...ended, because: 'taken', ...(answeredBy ? { by: answeredBy } : {}) };
  if (ended.because !== 'unanswered' || phase !== 'ended') return ended;
  return outcome === 'cancelled' ? { ...ended, because: 'caller-left' } : ended;
}

/** `row` applied to the ended ring of that call; other rows change nothing. */
export function applyLogToEndedRing(appState: AppState, row: LoggedCall | undefined): AppState {
  const { endedRing } = appState;
  return row && endedRing?.sid === row.id ? { ...appState, endedRing: endedRingFromLog(endedRing, row) } : appState;
}
