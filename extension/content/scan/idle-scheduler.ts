/** Runs a generator in `requestIdleCallback` slices. */
import { pageDocument } from './unclobbered.ts';

/** Leaves room in 8 ms: the longest single query, on a page of 100,000 elements, takes 6 ms. */
const sliceMs = 1;
const timeoutMs = 250;
/** A very large page takes two seconds to its next frame; one in the background draws none. */
const maxFrameMs = 3000;

/** Asking the window for its clock takes five times as long as reading the clock, and every step does. */
const clock = performance;

/** Work in steps. A step that yields `true` announces a long query: the query gets a slice of its own. */
export type Steps = Iterator<boolean | void>;

/**
 * Runs `work` to its end, or until the slice after `signal` is aborted.
 * @param pause between slices: until the page is idle; `delay`: until the tasks are done that are queued already; or `afterLayout`.
 * @returns how long the main thread was busy with `work`, in milliseconds.
 */
export async function runInSlices(work: Steps, signal: AbortSignal, pause = idle): Promise<number> {
  let busyMs = 0;
  for (;;) {
    await pause();
    await restyled;
    const start = clock.now();
    let step;
    do {
      if (signal.aborted) return busyMs;
      step = work.next();
    } while (!step.done && !step.value && clock.now() - start < sliceMs);
    busyMs += clock.now() - start;
    if (step.done) return busyMs;
  }
}

let restyled: Promise<unknown> | undefined;

/**
 * No slice runs from now until the browser has drawn with the style sheet that is being inserted. It makes every style of the
 * page dirty; a slice that asked for one would wait for all of them. Only the first sheet counts.
 */
export function pauseForStyleSheet<Inserted>(inserted: Promise<Inserted>): Promise<Inserted> {
  restyled ??= inserted.then(() => Promise.race([afterLayout(), delay(maxFrameMs)]));
  return inserted;
}

/** Resolves when the page is idle, or after a quarter of a second on a page that is never idle. */
function idle(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: timeoutMs }));
}

export function delay(ms?: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * Resolves in the next frame, after the layout: boxes are read there without a layout of their own. (An IntersectionObserver
 * reports in a task of its own, by when a style sheet may have come.)
 */
export function afterLayout(): Promise<void> {
  return new Promise((resolve) => {
    new ResizeObserver((_, observer) => {
      observer.disconnect();
      resolve();
    }).observe(pageDocument.documentElement);
  });
}

/** Resolves after two frames, or after a timeout: a page in the background draws no frames. */
export function twoFrames(): Promise<unknown> {
  return Promise.race([frame().then(frame), delay(timeoutMs)]);
}

function frame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}
