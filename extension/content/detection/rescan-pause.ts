/** The pause between two scans of the whole page: it grows while the page keeps changing, and is short once the page is scrolled. */
import { delay } from '../scan/idle-scheduler.ts';

const shortestMs = 250;
const longestMs = 5000;
/** Scans of a page that is scrolled take at most this share of the time, but no pause is longer than `longestMs`. */
const share = 0.01;

export type RescanPause = {
  /** Resolves when the next scan may begin: at once after a page that was calm for `longestMs`. */
  end: () => Promise<unknown>;
  /** @param busyMs how long the scan that has ended kept the main thread busy. */
  begin: (busyMs: number) => void;
};

/**
 * A text that was far away when its range lost an edge needs the scan only once it comes near, which takes a scroll on most
 * pages. While a page changes all the time, a scan without one is wasted as a rule.
 */
export function createRescanPause(signal: AbortSignal): RescanPause {
  let begunAt = -Infinity;
  let pauseMs = 0;
  let pauseOfScrollMs = 0;
  let onScroll: (() => void) | undefined;

  const remaining = (ms: number) => delay(begunAt + ms - performance.now());

  window.addEventListener(
    'scroll',
    () => {
      pauseMs = pauseOfScrollMs;
      onScroll?.();
    },
    { capture: true, passive: true, signal },
  );

  return {
    end() {
      if (performance.now() - begunAt > longestMs) pauseMs = 0;
      const scrolled = new Promise<void>((resolve) => (onScroll = resolve));
      return Promise.race([remaining(pauseMs), scrolled.then(() => remaining(pauseOfScrollMs))]);
    },
    begin(busyMs) {
      begunAt = performance.now();
      pauseOfScrollMs = Math.min(Math.max(shortestMs, busyMs / share), longestMs);
      pauseMs = Math.min(Math.max(pauseOfScrollMs, 2 * pauseMs), longestMs);
    },
  };
}
