import { describe, expect, test } from 'vitest';
import type { ProbeAsk } from '../http/probe-budget-stub.ts';
import {
  bookingMs,
  browserProbePlaced,
  decideProbe,
  emptyBudget,
  holdProbes,
  probePlaced,
  spacingMs,
  type Budget,
} from './probe-budget-policy.ts';

const start = 1_000_000_000;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Browsers of one account, each of an agent of its own. */
function account() {
  let shared = emptyBudget.account;
  const own = new Map<string, Omit<Budget, 'account'>>();
  return {
    ask: (browser: string, need: ProbeAsk['need'], now: number, isNewBrowser = false): number => {
      const { budget, decision } = decideProbe({ ...(own.get(browser) ?? emptyBudget), account: shared }, { need, isNewBrowser }, now);
      ({ account: shared } = budget);
      own.set(browser, budget);
      return decision.granted ? 0 : decision.laterMs;
    },
    placed: (browser: string, queuedMs: number, now: number, need: ProbeAsk['need'] = 'renewal') => {
      const before = own.get(browser)!;
      const placed = probePlaced({ account: shared, agent: before.agent }, queuedMs, now);
      ({ account: shared } = placed);
      own.set(browser, { agent: placed.agent, browser: browserProbePlaced(before.browser, need, queuedMs, now) });
    },
    hold: (forMs: number, now: number) => {
      shared = holdProbes(shared, forMs, now);
    },
  };
}

describe('the rate of the account', () => {
  test('one in five seconds', () => {
    const { ask } = account();
    expect(ask('a', 'renewal', start)).toBe(0);
    expect(ask('b', 'renewal', start + spacingMs - 1)).toBeGreaterThan(0);
    expect(ask('c', 'renewal', start + spacingMs)).toBe(0);
    expect(spacingMs).toBe(5_000);
  });

  test('each browser that waits gets a time of its own, and keeps it', () => {
    const { ask } = account();
    expect(['a', 'b', 'c'].map((browser) => ask(browser, 'renewal', start))).toEqual([0, bookingMs, 2 * bookingMs]);
    expect(ask('b', 'renewal', start + 1_000)).toBe(bookingMs - 1_000);
    expect(ask('b', 'renewal', start + bookingMs)).toBe(0);
    expect(ask('c', 'renewal', start + 2 * bookingMs)).toBe(0);
  });

  test('a browser that comes at its time and finds another one faster waits for some seconds, longer each time', () => {
    const { ask } = account();
    for (const browser of ['a', 'b', 'c', 'd']) ask(browser, 'renewal', start);
    for (const [time, backOffMs] of [bookingMs, 2 * bookingMs, 4 * bookingMs].map((ms, missed) => [start + ms, spacingMs * 2 ** missed])) {
      expect(ask(`newcomer ${time}`, 'renewal', time!)).toBe(0);
      expect(ask('b', 'renewal', time! + 1)).toBe(backOffMs);
    }
  });

  test('times of browsers that never came back do not keep others waiting', () => {
    const { ask } = account();
    for (let browser = 0; browser < 100; browser += 1) ask(`gone ${browser}`, 'renewal', start);
    expect(ask('newcomer', 'renewal', start + spacingMs)).toBe(0);
  });
});

test('a browser whose registration went silent goes before first proofs, and those before renewals', () => {
  const { ask } = account();
  expect(ask('a', 'first', start)).toBe(0);
  expect(ask('b', 'first', start)).toBe(bookingMs);
  expect(ask('c', 'first', start)).toBe(2 * bookingMs);
  expect(ask('renewal', 'renewal', start)).toBe(3 * bookingMs);
  expect(ask('silent', 'silent', start)).toBe(bookingMs);
  expect(ask('renewal 2', 'renewal', start + spacingMs)).toBeGreaterThan(2 * bookingMs);
  expect(ask('first', 'first', start + spacingMs)).toBeGreaterThan(2 * bookingMs - spacingMs);
  expect(ask('silent', 'silent', start + bookingMs)).toBe(0);
});

describe('the limits of a browser', () => {
  test('six automatic ones an hour', () => {
    const { ask, placed } = account();
    for (let probe = 0; probe < 6; probe += 1) {
      expect(ask('a', 'silent', start + probe * minuteMs)).toBe(0);
      placed('a', 0, start + probe * minuteMs);
    }
    expect(ask('a', 'silent', start + 6 * minuteMs)).toBe(hourMs - 6 * minuteMs);
    expect(ask('b', 'silent', start + 6 * minuteMs)).toBe(0);
    expect(ask('a', 'silent', start + hourMs)).toBe(0);
  });

  test('one open probe call: the next waits until the first has stopped ringing', () => {
    const { ask, placed } = account();
    expect(ask('a', 'silent', start)).toBe(0);
    placed('a', 2_000, start);
    expect(ask('a', 'silent', start + 6_000)).toBe(6_000);
    expect(ask('a', 'silent', start + 12_000)).toBe(0);
  });
});

describe('a person', () => {
  test('waits for no other browser: three a minute, apart from the automatic ones', () => {
    const { ask, placed, hold } = account();
    hold(minuteMs, start);
    for (const seconds of [1, 5, 9]) {
      expect(ask('a', 'person', start + seconds * 1_000)).toBe(0);
      placed('a', 0, start + seconds * 1_000, 'person');
    }
    expect(ask('a', 'person', start + 13_000)).toBe(48_000);
    expect(ask('b', 'person', start + 13_000)).toBe(0);
    expect(ask('a', 'person', start + 61_001)).toBe(0);
  });

  test('has one probe call waiting: the next one waits for the answer of Twilio, and for its queue', () => {
    const { ask, placed } = account();
    expect([0, 1, 2].map((ms) => ask('a', 'person', start + ms))).toEqual([0, 14_999, 14_998]);
    placed('a', 20_000, start + 100, 'person');
    expect(ask('a', 'person', start + 1_100)).toBe(19_000);
    expect(ask('a', 'person', start + 20_100)).toBe(0);
  });

  test('who has just paired a browser gets its first proof at once, and may ask to be rung besides', () => {
    const { ask, placed } = account();
    ask('other', 'renewal', start);
    expect(ask('a', 'first', start + 1, true)).toBe(0);
    expect(ask('a', 'first', start + 2, true)).toBe(14_999);
    expect(ask('a', 'person', start + 3)).toBe(0);
    placed('a', 0, start + 4, 'first');
    expect(ask('a', 'first', start + 4_000, true)).toBe(0);
    expect(ask('b', 'first', start + 5_000)).toBeGreaterThan(0);
  });
});

/** Asks as another browser of the same agent each time. */
function agentOfManyBrowsers() {
  let shared = emptyBudget;
  return (need: ProbeAsk['need'], now: number) => {
    const { budget, decision } = decideProbe({ ...shared, browser: emptyBudget.browser }, { need, isNewBrowser: false }, now);
    shared = budget;
    return decision.granted ? 0 : decision.laterMs;
  };
}

describe('the limits of an agent with many browsers', () => {
  test.each(['person', 'silent'] as const)('thirty an hour of the need %s', (need) => {
    const ask = agentOfManyBrowsers();
    for (let probe = 0; probe < 30; probe += 1) expect(ask(need, start + probe * minuteMs)).toBe(0);
    expect(ask(need, start + 30 * minuteMs)).toBe(hourMs - 30 * minuteMs);
    expect(ask(need === 'person' ? 'silent' : 'person', start + 31 * minuteMs)).toBe(0);
    expect(ask(need, start + hourMs)).toBe(0);
  });
});

test('a person’s call in Twilio’s queue holds every automatic probe call', () => {
  const { ask, hold } = account();
  hold(30_000, start);
  expect(ask('a', 'silent', start)).toBe(30_000 + bookingMs);
  expect(ask('a', 'silent', start + 30_000 + bookingMs)).toBe(0);
});

test('a probe call that waits in Twilio’s queue holds the next ones: the queue is somebody’s', () => {
  const { ask, placed } = account();
  ask('a', 'renewal', start);
  placed('a', 20_000, start);
  expect(ask('b', 'renewal', start + spacingMs)).toBeGreaterThanOrEqual(15_000);
});
