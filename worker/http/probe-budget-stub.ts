/** The methods of the Durable Object `ProbeBudget`. Structural: this folder lies below the one that has the class. */
import type { ProbeNeed } from '../../shared/api.ts';

/** A browser asks for a probe call. */
export type ProbeAsk = {
  /** Identity of the agent: a probe call rings all browsers of the agent. */
  agent: string;
  /** Names the browser: the hash of its session. */
  browser: string;
  need: ProbeNeed;
  /** Somebody has just paired the browser, and waits for its first proof. */
  isNewBrowser: boolean;
};

/** The probe call may be placed now, or the browser asks again after `laterMs`. */
export type ProbeDecision = { granted: true } | { granted: false; laterMs: number };

export type ProbeBudgetStub = {
  request(ask: ProbeAsk): Promise<ProbeDecision>;
  probePlaced(ask: Pick<ProbeAsk, 'agent' | 'browser' | 'need'>, queuedMs: number): Promise<void>;
  holdProbes(forMs: number): Promise<void>;
};
