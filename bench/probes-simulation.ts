/** Browsers, the backend's budget and Twilio's queue in simulated time. The reducer and the budget are those of the product. */
import type { ProbeNeed } from '../shared/api.ts';
import type { Effect, RegistrationEvent, RegistrationState, TimerName } from '../extension/offscreen/registration-events.ts';
import { mayRing } from '../extension/offscreen/registration-draft.ts';
import { initialState, reduceRegistration } from '../extension/offscreen/registration-state.ts';
import { decideProbe, emptyBudget, holdProbes, probePlaced, type Budget } from '../worker/push/probe-budget-policy.ts';

const secondMs = 1_000;
const hourMs = 3_600 * secondMs;
/** From a browser to the backend, and from Twilio to a browser. */
const requestMs = 100;
const registerMs = 500;
/** Longer than Twilio takes to accept a call; as in worker/push/probe-budget.ts. */
const maxCreationMs = 5_000;

export type Random = () => number;
/** How browsers get their proofs. */
export type Rule = 'every five minutes' | 'budget';

type Timer = { at: number; run: () => void; child: Timer | null; next: Timer | null };

function merge(one: Timer, two: Timer | null): Timer {
  if (two === null) return one;
  const [parent, child] = one.at <= two.at ? [one, two] : [two, one];
  child.next = parent.child;
  parent.child = child;
  return parent;
}

/** Merges siblings in pairs, then the pairs from the last to the first. */
function mergeSiblings(first: Timer | null): Timer | null {
  const pairs: Timer[] = [];
  for (let timer = first; timer !== null;) {
    const second: Timer | null = timer.next;
    const rest: Timer | null = second?.next ?? null;
    timer.next = null;
    if (second) second.next = null;
    pairs.push(merge(timer, second));
    timer = rest;
  }
  return pairs.reduceRight<Timer | null>((merged, pair) => merge(pair, merged), null);
}

/** Runs callbacks in the order of simulated time: a pairing heap. */
function createClock(startMs: number) {
  let first: Timer | null = null;
  let now = startMs;

  const at = (time: number, run: () => void) => {
    first = merge({ at: time, run, child: null, next: null }, first);
  };
  return {
    now: () => now,
    at,
    after: (ms: number, run: () => void) => at(now + ms, run),
    runUntil(end: number) {
      while (first !== null && first.at <= end) {
        const { at: time, run, child }: Timer = first;
        first = mergeSiblings(child);
        now = time;
        run();
      }
      now = end;
    },
  };
}

/** The calls that REST creates leave an account one a second, first in, first out. */
function createTwilioQueue(now: () => number) {
  let freeAt = 0;
  return {
    /** @returns how long the call waits. */
    enqueue(): number {
      const leavesAt = Math.max(now(), freeAt);
      freeAt = leavesAt + secondMs;
      return leavesAt - now();
    },
  };
}

export function createWorld(rule: Rule, random: Random) {
  const startMs = 1_000 * hourMs;
  const clock = createClock(startMs);
  const twilio = createTwilioQueue(clock.now);
  let { account } = emptyBudget;
  let probes = 0;

  /** `POST /api/line/probes`, by the rule. @returns the wait in Twilio's queue, or the postponement. */
  const request = (own: Omit<Budget, 'account'>, need: ProbeNeed) => {
    if (rule === 'budget') {
      const { budget, decision } = decideProbe({ ...own, account }, { need, isNewBrowser: false }, clock.now());
      ({ account } = budget);
      Object.assign(own, { agent: budget.agent, browser: budget.browser });
      if (!decision.granted) return decision;
    }
    probes += 1;
    const queuedMs = twilio.enqueue();
    const placed = probePlaced({ account, agent: own.agent }, queuedMs, clock.now());
    if (rule === 'budget') ({ account } = placed);
    Object.assign(own, { agent: placed.agent });
    return { granted: true as const, queuedMs };
  };

  return {
    ...clock,
    random,
    rule,
    request,
    probes: () => probes,
    /** An agent calls through the own phone. @returns how long the call waits in Twilio's queue. */
    click(): number {
      account = holdProbes(account, maxCreationMs, clock.now());
      const queuedMs = twilio.enqueue();
      account = holdProbes(account, queuedMs, clock.now());
      return queuedMs;
    },
  };
}
export type World = ReturnType<typeof createWorld>;
export type Browser = { start: () => void; reconnect: () => void; isReady: () => boolean; mayRing: () => boolean };

/** A browser as the product has it: the registration's reducer, with its effects in simulated time. */
export function createBrowser(world: World): Browser {
  let state: RegistrationState = initialState;
  let isRegistered = false;
  let probe = 0;
  const own = { agent: emptyBudget.agent, browser: emptyBudget.browser };
  const timers = new Map<TimerName, object>();

  const dispatch = (event: RegistrationEvent) => {
    const facts = { now: world.now(), random: world.random(), callIsLive: false, isRegistered };
    const transition = reduceRegistration(state, event, facts);
    ({ state } = transition);
    for (const effect of transition.effects) run(effect);
  };
  const register = () => {
    isRegistered = true;
    dispatch({ is: 'registered' });
  };
  const startProbe = (need: ProbeNeed) => {
    const mine = (probe += 1);
    world.after(requestMs, () => {
      const answer = world.request(own, need);
      // A customer's call in between makes the answer void.
      if (!answer.granted) return mine === probe && dispatch({ is: 'probePostponed', laterMs: answer.laterMs });
      return world.after(answer.queuedMs + requestMs, () => dispatch({ is: 'invited', at: world.now() }));
    });
  };
  const run = (effect: Effect) => {
    if (effect.is === 'askForToken') {
      world.after(requestMs, () => dispatch({ is: 'tokenReceived', token: '', expiresAt: world.now() + hourMs }));
    } else if (effect.is === 'makeDevice') world.after(registerMs, register);
    else if (effect.is === 'destroyDevice') isRegistered = false;
    else if (effect.is === 'startProbe') startProbe(effect.need);
    else if (effect.is === 'stopProbe') probe += 1;
    else if (effect.is === 'cancel') timers.delete(effect.timer);
    else if (effect.is === 'schedule') {
      const timer = {};
      timers.set(effect.timer, timer);
      world.after(effect.afterMs, () => {
        if (timers.get(effect.timer) === timer) dispatch(effect.event);
      });
    }
  };

  return {
    start: () => dispatch({ is: 'hold' }),
    reconnect() {
      isRegistered = false;
      dispatch({ is: 'unregistered' });
      world.after(registerMs + world.random() * 2 * secondMs, register);
    },
    isReady: () => state.line.is === 'ready',
    mayRing: () => mayRing(state.line),
  };
}

/** A browser by the rule of before: a probe call at each registration, and five minutes after each proof. */
export function createBrowserBefore(world: World): Browser {
  const intervalMs = 300 * secondMs;
  const own = { agent: emptyBudget.agent, browser: emptyBudget.browser };
  let probe = 0;
  let provenAt = 0;

  const ask = () => {
    const mine = (probe += 1);
    world.after(requestMs, () => {
      const answer = world.request(own, 'renewal');
      world.after((answer.granted ? answer.queuedMs : 0) + requestMs, () => {
        if (mine !== probe) return;
        provenAt = world.now();
        world.after(intervalMs, () => mine === probe && ask());
      });
    });
  };
  return {
    start: ask,
    reconnect: () => world.after(registerMs + world.random() * 2 * secondMs, ask),
    isReady: () => provenAt > 0,
    mayRing: () => provenAt > 0,
  };
}
