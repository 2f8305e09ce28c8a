/**
 * The budget of probe calls as pure functions. Calls created over REST leave an account one a second, in one queue with the
 * calls to agents' own phones, so that each probe call in that queue delays a person.
 */
import type { ProbeNeed } from '../../shared/api.ts';
import type { ProbeAsk, ProbeDecision } from '../http/probe-budget-stub.ts';

/** One automatic probe call in this time for the whole account: 0.2 a second. */
export const spacingMs = 5_000;
/**
 * The distance of the times that are given to browsers. Longer than the spacing: the rest is for newcomers, for browsers that
 * missed their time, and for the moments that persons' calls take.
 */
export const bookingMs = 7_500;
const maxAutomaticPerHour = 6;
const maxByPersonPerMinute = 3;
/** Of each kind, for all browsers of an agent: each probe call delays a colleague's call by a second. */
const maxPerHourOfAgent = 30;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const maxBackOffMs = 10 * minuteMs;
/** How long Twilio rings a browser that does not react. */
export const ringMs = 10_000;
/** Longer than the REST request with all its retries. */
const maxRequestMs = 15_000;

/** Automatic needs, the most urgent first. A need waits while browsers of a more urgent one have times ahead. */
const queues = ['silent', 'first', 'renewal'] as const;
type Queue = (typeof queues)[number];

/** All times in Unix milliseconds. */
export type AccountBudget = {
  lastGrantAt: number;
  /** Calls of persons wait in Twilio's queue until then. */
  callsQueuedUntil: number;
  /** The last time that was given to a browser, for each need. */
  bookedUntil: Record<Queue, number>;
};
export type AgentBudget = {
  /** The last probe call of the agent may ring until then. */
  openUntil: number;
  /** Probe calls of the last hour for all browsers of the agent, oldest first. */
  automatic: number[];
  byPerson: number[];
};
/** Why a browser asks while a person looks at it. */
type Watched = Extract<ProbeNeed, 'person' | 'first'>;
export type BrowserBudget = {
  /** Until then the last probe call that a person asked for, or the first one of a new browser, waits at Twilio. */
  openUntil: Record<Watched, number>;
  /** Automatic probe calls of the last hour, oldest first. */
  automatic: number[];
  /** Probe calls that a person asked for in the last minute, oldest first. */
  byPerson: number[];
  /** The time that was given to this browser; null when it waits for none. */
  bookedAt: number | null;
  /** How often another browser was faster at that time. */
  missed: number;
};
export type Budget = { account: AccountBudget; agent: AgentBudget; browser: BrowserBudget };

export const emptyBudget: Budget = {
  account: { lastGrantAt: 0, callsQueuedUntil: 0, bookedUntil: { silent: 0, first: 0, renewal: 0 } },
  agent: { openUntil: 0, automatic: [], byPerson: [] },
  browser: { openUntil: { person: 0, first: 0 }, automatic: [], byPerson: [], bookedAt: null, missed: 0 },
};

type Decided = { budget: Budget; decision: ProbeDecision };

/** Grants the probe call, or gives the browser a time of its own at which to ask again. */
export function decideProbe(before: Budget, { need, isNewBrowser }: Pick<ProbeAsk, 'need' | 'isNewBrowser'>, now: number): Decided {
  const budget = withoutPast(before, now);
  if (need === 'person' || (need === 'first' && isNewBrowser)) {
    const at = watchedAt(budget, need, now);
    if (at <= now) return grantWatched(budget, need, now);
    if (need === 'person') return later(budget, at, now);
  }
  return decideAutomatic(budget, need, now);
}

/** When a probe call that a person waits for may be placed: one at a time, and few a minute and an hour. */
function watchedAt({ agent, browser }: Budget, need: Watched, now: number): number {
  return Math.max(
    now,
    browser.openUntil[need],
    browser.byPerson.length < maxByPersonPerMinute ? 0 : browser.byPerson[0]! + minuteMs,
    need === 'first' || agent.byPerson.length < maxPerHourOfAgent ? 0 : agent.byPerson[0]! + hourMs,
  );
}

function grantWatched(budget: Budget, need: Watched, now: number): Decided {
  const { agent, browser } = budget;
  // A first proof needs a pairing code of the admin each time.
  const counted = need === 'first' ? budget : { ...budget, agent: { ...agent, byPerson: [...agent.byPerson, now] } };
  const openUntil = { ...browser.openUntil, [need]: now + maxRequestMs };
  return grant(counted, { byPerson: [...browser.byPerson, now], openUntil }, now);
}

function decideAutomatic(budget: Budget, queue: Queue, now: number): Decided {
  const { account, agent, browser } = budget;
  const moreUrgentUntil = Math.max(0, ...queues.slice(0, queues.indexOf(queue)).map((urgent) => account.bookedUntil[urgent]));
  if (browser.automatic.length >= maxAutomaticPerHour) return later(budget, browser.automatic[0]! + hourMs, now);
  if (agent.automatic.length >= maxPerHourOfAgent) return later(budget, agent.automatic[0]! + hourMs, now);
  // The open probe call may prove this browser too.
  if (agent.openUntil > now) return later(budget, agent.openUntil, now);
  const earliest = Math.max(account.lastGrantAt + spacingMs, account.callsQueuedUntil);
  if (earliest <= now && moreUrgentUntil <= now) {
    const counted = { ...budget, agent: { ...agent, automatic: [...agent.automatic, now] } };
    return grant(counted, { automatic: [...browser.automatic, now], bookedAt: null, missed: 0 }, now);
  }
  if (browser.bookedAt !== null && browser.bookedAt > now) return later(budget, Math.max(browser.bookedAt, earliest), now);
  // The time of this browser has come, and another one was faster: it waits for a moment that is free, not in the queue again.
  if (browser.bookedAt !== null && moreUrgentUntil <= now) {
    const missed = browser.missed + 1;
    const backOffMs = Math.min(spacingMs * 2 ** (missed - 1), maxBackOffMs);
    return later({ ...budget, browser: { ...browser, missed } }, Math.max(earliest, now + backOffMs), now);
  }
  const bookedAt = Math.max(now, account.bookedUntil[queue], moreUrgentUntil, account.callsQueuedUntil) + bookingMs;
  const booked = {
    ...budget,
    account: { ...account, bookedUntil: { ...account.bookedUntil, [queue]: bookedAt } },
    browser: { ...browser, bookedAt, missed: 0 },
  };
  return later(booked, bookedAt, now);
}

/** Twilio has accepted the probe call. A queue that delays the probe call also delays the calls of persons. */
export function probePlaced({ account, agent }: Pick<Budget, 'account' | 'agent'>, queuedMs: number, now: number) {
  return { account: holdProbes(account, queuedMs, now), agent: { ...agent, openUntil: now + queuedMs + ringMs } };
}

/** As `probePlaced`, for the browser that asked. A probe call that has left the queue delays nobody any more. */
export function browserProbePlaced(browser: BrowserBudget, need: ProbeNeed, queuedMs: number, now: number): BrowserBudget {
  if (need !== 'person' && need !== 'first') return browser;
  return { ...browser, openUntil: { ...browser.openUntil, [need]: now + queuedMs } };
}

/** A person's call waits in Twilio's queue for this time: it must find no probe call before it. */
export function holdProbes(account: AccountBudget, forMs: number, now: number): AccountBudget {
  return { ...account, callsQueuedUntil: Math.max(account.callsQueuedUntil, now + forMs) };
}

function grant({ account, agent, browser }: Budget, granted: Partial<BrowserBudget>, now: number): Decided {
  const openUntil = Math.max(agent.openUntil, now + maxRequestMs);
  const budget = { account: { ...account, lastGrantAt: now }, agent: { ...agent, openUntil }, browser: { ...browser, ...granted } };
  return { budget, decision: { granted: true } };
}

function later(budget: Budget, at: number, now: number): Decided {
  return { budget, decision: { granted: false, laterMs: Math.max(at - now, 1) } };
}

function withoutPast(budget: Budget, now: number): Budget {
  const { agent, browser } = budget;
  const within = (times: number[], ms: number) => times.filter((time) => time > now - ms);
  return {
    ...budget,
    agent: { ...agent, automatic: within(agent.automatic, hourMs), byPerson: within(agent.byPerson, hourMs) },
    browser: { ...browser, automatic: within(browser.automatic, hourMs), byPerson: within(browser.byPerson, minuteMs) },
  };
}
