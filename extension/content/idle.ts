/** Does long work in short slices, while the page has nothing better to do. */

/** A slice ends well before the next frame is late, whatever the page does with the rest of it. */
const sliceMs = 4;
const patienceMs = 250;

/** Runs `work` to its end, or to the slice after `signal` ends it. */
export async function runIdle(work: Iterator<unknown>, signal: AbortSignal): Promise<void> {
  for (;;) {
    await idle();
    const start = performance.now();
    let done = false;
    do {
      if (signal.aborted) return;
      done = work.next().done ?? false;
    } while (!done && performance.now() - start < sliceMs);
    if (done) return;
  }
}

/** Resolves when the page is idle, or after a quarter of a second on a page that never is. */
function idle(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: patienceMs }));
}
