/** What the log tells of calls that came in: who took the one that rang here, and which nobody took. */
import type { LoggedCall } from '../../../shared/api.ts';
import type { EndedRing } from '../../state/app-state.ts';
import { changeAppState } from '../../state/app-state-store.ts';
import { isMissed, refreshMissed } from './missed-count.ts';

export async function applyIncomingLogPush(calls: readonly LoggedCall[]): Promise<void> {
  const incoming = calls.filter(({ direction }) => direction === 'incoming');
  if (incoming.length === 0) return;
  await changeAppState((appState) => {
    const told = incoming.find(({ id }) => id === appState.endedRing?.sid);
    return appState.endedRing && told ? { ...appState, endedRing: endedRingFromLog(appState.endedRing, told) } : appState;
  });
  if (incoming.some(isMissed)) await refreshMissed();
}

/** The call that rang here, with what the log knows of it. What was decided here stays. */
export function endedRingFromLog(ended: EndedRing, { phase, outcome, answeredBy, answeredAt }: LoggedCall): EndedRing {
  if (answeredAt !== null) return { ...ended, because: 'taken', ...(answeredBy ? { by: answeredBy } : {}) };
  if (ended.because !== 'unanswered' || phase !== 'ended') return ended;
  return outcome === 'cancelled' ? { ...ended, because: 'caller-left' } : ended;
}
