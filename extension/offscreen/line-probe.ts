/** Whether calls come in: has the backend ring this browser with a marked call, and watches for it. */
import type { Problem } from '../../shared/problem.ts';
import { type Random, retryWait } from './retry-policy.ts';

/** From the backend's request to the invitation; measured well below one second. */
const timeoutMs = 6_000;
/** The background may stop in the middle of its answer. */
const answerTimeoutMs = 15_000;

export type ProofWorld = {
  /** Somebody must answer with `sent` or `failed`. */
  needed: (probe: string) => void;
  proven: (at: number) => void;
  /** The call left the backend and never came. */
  silent: () => void;
  /** The call could not be placed, which tells nothing about the line. */
  unknown: (problem: Problem) => void;
};

export function createProof(world: ProofWorld, random: Random = Math.random) {
  let probe: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const stop = () => {
    clearTimeout(timer);
    probe = null;
  };
  const begin = () => {
    stop();
    probe = crypto.randomUUID();
    timer = setTimeout(begin, answerTimeoutMs + retryWait(1, random()));
    world.needed(probe);
  };

  return {
    begin,
    stop,
    isOn: () => probe !== null,
    /** @param queuedMs how long the call waits in Twilio's queue. */
    sent(which: string, queuedMs: number) {
      if (which !== probe) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        stop();
        world.silent();
      }, timeoutMs + queuedMs);
    },
    failed(which: string, problem: Problem) {
      if (which !== probe) return;
      stop();
      world.unknown(problem);
    },
    /** An invitation with this mark came. */
    saw(which: string) {
      if (which !== probe) return;
      stop();
      world.proven(Date.now());
    },
  };
}
