/**
 * Does the long work that pages ask for in short slices, so that no page delays a call, a command or another tab. A tab that
 * asks for more than its allowance is answered later, and then refused for a while.
 */
import { ProblemError } from '../../../shared/problem.ts';
import { createTabAllowance, type TabAllowance } from './tab-allowance.ts';

export type Steps<Result> = Generator<void, Result>;
/** `tab` names a tab and the site in it. */
export type Requester = { tab: string; frameId: number };
export type Clock = { now: () => number; pause: (ms: number) => Promise<void> };

export type PageWork = {
  /** @throws {ProblemError} `request-refused` for a frame with a request in the queue, and for a tab that asked for too much. */
  run: <Result>(requester: Requester, steps: Steps<Result>) => Promise<Result>;
};

const sliceMs = 4;
/** Of one frame: one in work, one in the queue. */
const maxPerFrame = 2;
/** Of all frames of a tab. */
const maxPerTab = 32;

type Job = { frameId: number; step: () => boolean; refuse: () => void };
type Tab = { allowance: TabAllowance; jobs: Job[]; isWorking: boolean };

export function createPageWork(clock: Clock = realClock): PageWork {
  const tabs = new Map<string, Tab>();

  function tabOf(name: string): Tab {
    for (const [known, { jobs, allowance }] of tabs) if (jobs.length === 0 && allowance.isUntouched()) tabs.delete(known);
    let tab = tabs.get(name);
    if (!tab) tabs.set(name, (tab = { allowance: createTabAllowance(clock.now), jobs: [], isWorking: false }));
    return tab;
  }

  /** Tabs work side by side: after each slice the tasks run that came in meanwhile, those of other tabs among them. */
  async function work(tab: Tab): Promise<void> {
    tab.isWorking = true;
    for (let job = tab.jobs[0]; job; job = tab.jobs[0]) {
      if (tab.allowance.isRefused()) {
        for (const refused of tab.jobs.splice(0)) refused.refuse();
        break;
      }
      const waitMs = tab.allowance.waitMs();
      if (waitMs === 0 && runSlice(tab, job)) tab.jobs.shift();
      await clock.pause(waitMs);
    }
    tab.isWorking = false;
  }

  /** @returns true when the job is done. */
  function runSlice({ allowance }: Tab, { step }: Job): boolean {
    const start = clock.now();
    let isDone = false;
    while (!isDone && clock.now() - start < sliceMs) isDone = step();
    allowance.charge(clock.now() - start);
    return isDone;
  }

  return {
    async run<Result>({ tab: name, frameId }: Requester, steps: Steps<Result>): Promise<Result> {
      const tab = tabOf(name);
      const ofFrame = tab.jobs.filter((job) => job.frameId === frameId).length;
      if (ofFrame >= maxPerFrame || tab.jobs.length >= maxPerTab || tab.allowance.isRefused()) throw new ProblemError('request-refused');
      const { promise, resolve, reject } = Promise.withResolvers<Result>();
      tab.jobs.push({ frameId, step: () => stepOf(steps, resolve, reject), refuse: () => reject(new ProblemError('request-refused')) });
      if (!tab.isWorking) void work(tab);
      return promise;
    },
  };
}

/** @returns true when the work has ended, with a result or with an error. */
function stepOf<Result>(steps: Steps<Result>, resolve: (result: Result) => void, reject: (error: unknown) => void): boolean {
  try {
    const step = steps.next();
    if (step.done) resolve(step.value);
    return step.done === true;
  } catch (error) {
    reject(error);
    return true;
  }
}

const realClock: Clock = {
  now: () => performance.now(),
  // A timer and no microtask: messages, alarms and sockets have their turn in between.
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
