/** Applies the log's rows of incoming calls: the reason why a call stopped ringing here, and missed calls. */
import type { LoggedCall } from '../../../shared/api.ts';
import { changeAppState } from '../../state/app-state-store.ts';
import { isMissed } from '../../../shared/missed-call.ts';
import { refreshMissed } from './missed-count.ts';
import { applyLogToEndedRing } from './ringing-state.ts';

export async function applyIncomingLogPush(calls: readonly LoggedCall[]): Promise<void> {
  const incoming = calls.filter(({ direction }) => direction === 'incoming');
  if (incoming.length === 0) return;
  await changeAppState((appState) =>
    applyLogToEndedRing(
      appState,
      incoming.find(({ id }) => id === appState.endedRing?.sid),
    ),
  );
  if (incoming.some(isMissed)) await refreshMissed();
}
