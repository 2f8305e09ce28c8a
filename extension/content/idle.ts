/** Does long work in short slices, while the page has nothing better to do. */

/** A slice ends well before the next frame is late: the longest question, to a page of 100,000 elements, takes 6 ms more. */
const sliceMs = 2;
const patienceMs = 250;

/**
 * Runs `work` to its end, or to the slice after `signal` ends it.
 * @returns how long it kept the page from everything else, in milliseconds.
 */
export async function runIdle(work: Iterator<unknown>, signal: AbortSignal): Promise<number> {
  let busyMs = 0;
  for (;;) {
    await idle();
    const start = performance.now();
    let done = false;
    do {
      if (signal.aborted) return busyMs;
      done = work.next().done ?? false;
    } while (!done && performance.now() - start < sliceMs);
    busyMs += performance.now() - start;
    if (done) return busyMs;
  }
}

/** Resolves when the page is idle, or after a quarter of a second on a page that never is. */
function idle(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: patienceMs }));
}

/** Resolves when two frames were drawn, or would have been: a page in the background draws none. */
export function twoFrames(): Promise<unknown> {
  return Promise.race([frame().then(frame), new Promise((resolve) => setTimeout(resolve, patienceMs))]);
}

function frame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}
