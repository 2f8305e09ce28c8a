/** Selects the incoming call that a surface shows, or the one whose ring has just ended. */
import { isLive } from '../../../shared/call.ts';
import { type AppState, type IncomingCall, type EndedRing, isMissedRing } from '../../state/app-state.ts';

export type VisibleIncomingCall =
  | { is: 'ringing'; call: IncomingCall; /** The number of other ringing calls. */ more: number }
  | { is: 'ended'; call: EndedRing };

/** Time to read who answered the call. */
const endedShownMs = 4000;

/**
 * The call that is being answered, else the oldest ringing one. An ended ring is shown only on the surface that showed
 * it ringing (`shownCallId`), and not if this agent declined it; a missed one until it is seen, unless a call is live, whose
 * card stands in the same place. `now` in Unix milliseconds.
 */
export function visibleIncomingCall(
  { call: current, incoming, endedRing }: AppState,
  shownCallId: string | null,
  now: number,
): VisibleIncomingCall | null {
  const call = incoming.find(({ answering }) => answering) ?? incoming[0];
  if (call) return { is: 'ringing', call, more: incoming.length - 1 };
  if (!endedRing || endedRing.callId !== shownCallId) return null;
  const stays = isMissedRing(endedRing) && !isLive(current);
  if (now >= endedRing.at + endedShownMs && !stays) return null;
  return ['declined', 'voicemail'].includes(endedRing.because) ? null : { is: 'ended', call: endedRing };
}
