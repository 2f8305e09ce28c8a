/** Tests whether calls come in: the backend rings this browser with a marked call. Any invitation that arrives stops the test. */
import type { ProbeNeed } from '../../shared/api.ts';
import type { Problem } from '../../shared/problem.ts';
import { type Random, retryWait } from './retry-policy.ts';

/** From the backend's request to the invitation; measured well below one second. */
const arrivalTimeoutMs = 6_000;
/** The service worker may stop before it answers. */
const answerTimeoutMs = 15_000;

export type LineProbeCallbacks = {
  /** The backend must place the call; answered with `sent`, `postponed` or `failed`. */
  onNeeded: (probe: string, need: ProbeNeed) => void;
  /** The call left the backend and did not arrive. */
  onLost: () => void;
  /** The call could not be placed, which says nothing about the line. */
  onFailed: (problem: Problem) => void;
  /** There is no call now; the backend is asked again after `laterMs`. */
  onPostponed: (laterMs: number) => void;
};

export function createLineProbe({ onNeeded, onLost, onFailed, onPostponed }: LineProbeCallbacks, random: Random = Math.random) {
  let current: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const stop = () => {
    clearTimeout(timer);
    current = null;
  };
  const start = (need: ProbeNeed) => {
    stop();
    current = crypto.randomUUID();
    timer = setTimeout(() => start(need), answerTimeoutMs + retryWait(1, random()));
    onNeeded(current, need);
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
    /** Whether this browser asked for the marked call, and still waits for it. */
    isCurrent: (probe: string) => probe === current,
    postponed(probe: string, laterMs: number) {
      if (probe !== current) return;
      stop();
      onPostponed(laterMs);
    },
  };
}
