/** Selects the incoming call that a surface shows, or the one whose ring has just ended. */
import type { AppState, IncomingCall, EndedRing } from '../../state/app-state.ts';

export type VisibleIncomingCall =
  | { is: 'ringing'; call: IncomingCall; /** The number of other ringing calls. */ more: number }
  | { is: 'ended'; call: EndedRing };

/** Time to read who answered the call. */
const endedShownMs = 4000;

/**
 * The call that is being answered, else the oldest ringing one. An ended ring is shown only on the surface that showed
 * it ringing (`shownCallId`), and not if this agent declined it. `now` in Unix milliseconds.
 */
export function visibleIncomingCall(
  { incoming, endedRing }: AppState,
  shownCallId: string | null,
  now: number,
): VisibleIncomingCall | null {
  const call = incoming.find(({ answering }) => answering) ?? incoming[0];
  if (call) return { is: 'ringing', call, more: incoming.length - 1 };
  if (!endedRing || endedRing.callId !== shownCallId || now >= endedRing.at + endedShownMs) return null;
  return ['declined', 'voicemail'].includes(endedRing.because) ? null : { is: 'ended', call: endedRing };
}
