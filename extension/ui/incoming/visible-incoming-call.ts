/** Which of the calls that ring here a surface shows, and for how long one that went elsewhere. */
import type { AppState, IncomingCall, EndedRing } from '../../state/app-state.ts';

export type VisibleIncomingCall =
  | { is: 'ringing'; call: IncomingCall; /** How many ring besides it. */ more: number }
  | { is: 'ended'; call: EndedRing };

/** Long enough to read who took it. */
const endedShownMs = 4000;

/**
 * The call that is being answered, else the one that came first. One that ended is shown only where it was seen ringing
 * (`shownCallId`), and not for what the agent did with it themselves. `now` in Unix milliseconds.
 */
export function visibleIncomingCall({ incoming, passed }: AppState, shownCallId: string | null, now: number): VisibleIncomingCall | null {
  const call = incoming.find(({ answering }) => answering) ?? incoming[0];
  if (call) return { is: 'ringing', call, more: incoming.length - 1 };
  if (!passed || passed.callId !== shownCallId || now >= passed.at + endedShownMs) return null;
  return ['declined', 'voicemail'].includes(passed.because) ? null : { is: 'ended', call: passed };
}
