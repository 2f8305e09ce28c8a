import { beforeEach, expect, it } from 'vitest';
import { type Clock, createPageWork, type PageWork, type Requester, type Steps } from './page-work.ts';

const hostile: Requester = { tab: '1 hostile.example', frameId: 0 };
const other: Requester = { tab: '2 crm.example', frameId: 0 };
const stepMs = 3;

/** A clock that stands still but for the steps and the pauses; `log` has what ran, in order. */
let time: number;
let log: string[];
let pauses: { until: number; go: () => void }[];
let work: PageWork;

const clock: Clock = {
  now: () => time,
  pause: (ms) => new Promise((go) => pauses.push({ until: time + ms, go })),
};

beforeEach(() => {
  time = 0;
  log = [];
  pauses = [];
  work = createPageWork(clock);
});

/** Ends the pauses one after another, in the order of their times, for `ms`. */
async function advance(ms: number): Promise<void> {
  const end = time + ms;
  for (;;) {
    await new Promise((settled) => setImmediate(settled));
    const [next] = pauses.toSorted((a, b) => a.until - b.until);
    if (!next || next.until > end) break;
    pauses.splice(pauses.indexOf(next), 1);
    time = Math.max(time, next.until);
    next.go();
  }
  time = Math.max(time, end);
}

function* steps(name: string, count: number): Steps<string> {
  for (let i = 0; i < count; i++) {
    time += stepMs;
    log.push(name);
    yield;
  }
  return name;
}

/** Keeps the outcome, so that a refusal is not an unhandled rejection. */
function ask(requester: Requester, name: string, count: number): { outcome: () => string } {
  let outcome = 'waits';
  work.run(requester, steps(name, count)).then(
    (result) => (outcome = result),
    (error: { problem: { code: string } }) => (outcome = error.problem.code),
  );
  return { outcome: () => outcome };
}

it('does short work at once', async () => {
  const asked = ask(other, 'short', 1);
  await advance(0);
  expect(asked.outcome()).toBe('short');
});

it('pauses after each slice', async () => {
  ask(other, 'long', 10);
  expect(log).toHaveLength(2);
  expect(pauses).toHaveLength(1);
});

it('works for another tab between the slices of the first', async () => {
  const long = ask(hostile, 'hostile', 100);
  const short = ask(other, 'other', 4);
  await advance(20);
  expect(short.outcome()).toBe('other');
  expect(long.outcome()).toBe('waits');
  expect(log.indexOf('other')).toBeLessThan(5);
});

it('keeps one request of a frame in the queue beside the one in work', async () => {
  const ofFrame = ['first', 'second', 'third'].map((name) => ask(hostile, name, 5));
  const otherFrame = ask({ ...hostile, frameId: 7 }, 'frame', 5);
  await advance(100);
  expect([...ofFrame, otherFrame].map((asked) => asked.outcome())).toEqual(['first', 'second', 'request-refused', 'frame']);
});

it('bounds the queue of a tab with many frames', async () => {
  const asked = Array.from({ length: 100 }, (_, frameId) => ask({ ...hostile, frameId }, 'frame', 2));
  await advance(1000);
  expect(asked.filter((one) => one.outcome() === 'frame')).toHaveLength(32);
});

it('answers a tab that asks for too much later, then not at all, while another tab is served at once', async () => {
  const outcomes: string[] = [];
  for (let round = 0; round < 60; round++) {
    const flood = ask(hostile, 'hostile', 200);
    const served = ask(other, 'other', 2);
    await advance(1000);
    expect(served.outcome()).toBe('other');
    outcomes.push(flood.outcome());
  }
  expect(outcomes.indexOf('hostile')).toBe(0);
  expect(outcomes).toContain('waits');
  expect(outcomes.slice(-20).every((outcome) => outcome === 'request-refused')).toBe(true);
  const worked = log.filter((name) => name === 'hostile').length * stepMs;
  expect(worked).toBeLessThan(5000);
  await advance(60_000);
  const later = ask(hostile, 'later', 2);
  await advance(10);
  expect(later.outcome()).toBe('later');
});

function* broken(): Steps<never> {
  yield;
  throw new Error('broken');
}

it('passes an error on, and goes on with the next request', async () => {
  const failed = work.run(other, broken());
  await expect(failed).rejects.toThrow('broken');
  const next = ask(other, 'next', 1);
  await advance(10);
  expect(next.outcome()).toBe('next');
});
