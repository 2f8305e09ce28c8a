/** How much of the service worker's time the page of one tab may take. */

export type TabAllowance = {
  charge: (ms: number) => void;
  /** 0 when the tab may go on now. */
  waitMs: () => number;
  /** True for a minute after the tab has asked for more than its share for half a minute. */
  isRefused: () => boolean;
  /** True when nothing is left to remember of the tab. */
  isUntouched: () => boolean;
};

/** A long page of numbers, read for the first time on a slow machine, takes less. */
const burstMs = 1000;
/** The share of the time that comes back. */
const share = 0.1;
/** A tab that has waited goes on with this much. */
const minBalanceMs = 20;
/** A person who scrolls through a long list of numbers on a slow machine asks for more than ten seconds. */
const patienceMs = 30_000;
const refusalMs = 60_000;

/** @param now milliseconds of a monotonic clock. */
export function createTabAllowance(now: () => number): TabAllowance {
  let balanceMs = burstMs;
  let updatedAt = now();
  /** Since then the tab has not got back half of its burst. */
  let exhaustedAt: number | null = null;
  let refusedUntil = -Infinity;

  function update(): number {
    const time = now();
    balanceMs = Math.min(burstMs, balanceMs + (time - updatedAt) * share);
    updatedAt = time;
    if (balanceMs >= burstMs / 2) exhaustedAt = null;
    return time;
  }

  return {
    charge(ms) {
      const time = update();
      balanceMs -= ms;
      if (balanceMs <= 0) exhaustedAt ??= time;
    },
    waitMs() {
      update();
      return balanceMs > 0 ? 0 : Math.ceil((minBalanceMs - balanceMs) / share);
    },
    isRefused() {
      const time = update();
      if (exhaustedAt !== null && time - exhaustedAt > patienceMs) {
        exhaustedAt = null;
        refusedUntil = time + refusalMs;
      }
      return time < refusedUntil;
    },
    isUntouched() {
      const time = update();
      return balanceMs === burstMs && time >= refusedUntil;
    },
  };
}
