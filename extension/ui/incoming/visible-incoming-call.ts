/** Which of the calls that ring here a surface shows, and for how long one that went elsewhere. */
import type { AppState, IncomingCall, EndedRing } from '../../state/app-state.ts';

export type ShownCall =
  | { is: 'ringing'; call: IncomingCall; /** How many ring besides it. */ more: number }
  | { is: 'passed'; call: EndedRing };

/** Long enough to read who took it. */
const staysMs = 4000;

/**
 * The call that is being answered, else the one that came first. One that ended is shown only where it was seen ringing
 * (`seenCallId`), and not for what the agent did with it themselves. `now` in Unix milliseconds.
 */
export function shownCall({ incoming, endedRing }: AppState, seenCallId: string | null, now: number): ShownCall | null {
  const call = incoming.find(({ answering }) => answering) ?? incoming[0];
  if (call) return { is: 'ringing', call, more: incoming.length - 1 };
  if (!endedRing || endedRing.callId !== seenCallId || now >= endedRing.at + staysMs) return null;
  return ['declined', 'voicemail'].includes(endedRing.because) ? null : { is: 'passed', call: endedRing };
}
