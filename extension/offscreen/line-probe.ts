/** Tests whether calls come in: the backend rings this browser with a marked call, and the probe watches for the call. */
import type { Problem } from '../../shared/problem.ts';
import { type Random, retryWait } from './retry-policy.ts';

/** From the backend's request to the invitation; measured well below one second. */
const arrivalTimeoutMs = 6_000;
/** The service worker may stop before it answers. */
const answerTimeoutMs = 15_000;

export type LineProbeCallbacks = {
  /** The backend must place the call; answered with `sent` or `failed`. */
  onNeeded: (probe: string) => void;
  onArrived: (at: number) => void;
  /** The call left the backend and did not arrive. */
  onLost: () => void;
  /** The call could not be placed, which says nothing about the line. */
  onFailed: (problem: Problem) => void;
};

export function createLineProbe({ onNeeded, onArrived, onLost, onFailed }: LineProbeCallbacks, random: Random = Math.random) {
  let current: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const stop = () => {
    clearTimeout(timer);
    current = null;
  };
  const start = () => {
    stop();
    current = crypto.randomUUID();
    timer = setTimeout(start, answerTimeoutMs + retryWait(1, random()));
    onNeeded(current);
  };

  return {
    start,
    stop,
    /** @param queuedMs how long the call waits in Twilio's queue. */
    sent(probe: string, queuedMs: number) {
      if (probe !== current) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        stop();
        onLost();
      }, arrivalTimeoutMs + queuedMs);
    },
    failed(probe: string, problem: Problem) {
      if (probe !== current) return;
      stop();
      onFailed(problem);
    },
    /**
     * An invitation with this mark came in.
     * @returns whether this browser asked for it.
     */
    arrived(probe: string): boolean {
      if (probe !== current) return false;
      stop();
      onArrived(Date.now());
      return true;
    },
  };
}
