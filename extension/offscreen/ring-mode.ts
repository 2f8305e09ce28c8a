/** How a call rings here: decided once, when its invitation arrives. */
import type { Invited } from '../protocol/engine-events.ts';

export type RingSettings = {
  doNotDisturb: boolean;
  autoAnswer: boolean;
  /** A call is live on the agent's own phone, which this page does not hold. */
  onOwnPhone: boolean;
};

/** Between the beep and the automatic answer. */
const countdownMs = 3_000;

/** @param isBusy a call is live here, or another call rings. */
export function ringModeFor(
  { autoAnswer, onOwnPhone }: RingSettings,
  isBusy: boolean,
  now: number,
): Pick<Invited, 'ringMode' | 'autoAnswerAt'> {
  if (isBusy || onOwnPhone) return { ringMode: 'waiting' };
  // One call is answered automatically, never a second one over it.
  return { ringMode: 'loud', ...(autoAnswer ? { autoAnswerAt: now + countdownMs } : {}) };
}
