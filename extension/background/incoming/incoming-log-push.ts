/** What the log tells of calls that came in: who took the one that rang here, and which nobody took. */
import type { LoggedCall } from '../../../shared/api.ts';
import type { EndedRing } from '../../state/app-state.ts';
import { changeAppState } from '../../state/app-state-store.ts';
import { isMissed } from '../../../shared/missed-call.ts';
import { refreshMissed } from './missed-count.ts';

export async function learnIncoming(calls: readonly LoggedCall[]): Promise<void> {
  const incoming = calls.filter(({ direction }) => direction === 'incoming');
  if (incoming.length === 0) return;
  await changeAppState((appState) => {
    const told = incoming.find(({ id }) => id === appState.passed?.sid);
    return appState.passed && told ? { ...appState, passed: asPassed(appState.passed, told) } : appState;
  });
  if (incoming.some(isMissed)) await refreshMissed();
}

/** The call that rang here, with what the log knows of it. What was decided here stays. */
export function asPassed(passed: EndedRing, { phase, outcome, answeredBy, answeredAt }: LoggedCall): EndedRing {
  if (answeredAt !== null) return { ...passed, because: 'taken', ...(answeredBy ? { by: answeredBy } : {}) };
  if (passed.because !== 'unanswered' || phase !== 'ended') return passed;
  return outcome === 'cancelled' ? { ...passed, because: 'caller-left' } : passed;
}
