/** Does long work in short slices, while the page has nothing better to do. */

/** A slice ends well before the next frame is late: the longest question, to a page of 100,000 elements, takes 6 ms. */
const sliceMs = 2;
const timeoutMs = 250;

/**
 * Runs `work` to its end, or to the slice after `signal` ends it. Where it yields `true`, a long question is next: it gets a
 * slice of its own.
 * @param pause between slices: until the page is idle, or `soon`.
 * @returns how long it kept the page from everything else, in milliseconds.
 */
export async function runInSlices(work: Iterator<boolean | void>, signal: AbortSignal, pause = idle): Promise<number> {
  let busyMs = 0;
  for (;;) {
    await pause();
    const start = performance.now();
    let step;
    do {
      if (signal.aborted) return busyMs;
      step = work.next();
    } while (!step.done && !step.value && performance.now() - start < sliceMs);
    busyMs += performance.now() - start;
    if (step.done) return busyMs;
  }
}

/** Resolves when the page is idle, or after a quarter of a second on a page that never is. */
function idle(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: timeoutMs }));
}

/** Resolves as soon as all that waits already is done. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Resolves when two frames were drawn, or would have been: a page in the background draws none. */
export function twoFrames(): Promise<unknown> {
  return Promise.race([frame().then(frame), new Promise((resolve) => setTimeout(resolve, timeoutMs))]);
}

function frame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}
