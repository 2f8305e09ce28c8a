/** Does long work in short slices, while the page has nothing better to do. */

/** A slice ends well before the next frame is late, whatever the page does with the rest of it. */
const sliceMs = 4;
const patienceMs = 250;

/** Runs `work` to its end; `aborted` ends it at the next slice. */
export async function runIdle(work: Iterator<unknown>, signal: AbortSignal): Promise<void> {
  for (;;) {
    await idle();
    const end = performance.now() + sliceMs;
    do {
      if (signal.aborted || work.next().done) return;
    } while (performance.now() < end);
  }
}

/** Resolves when the page is idle, or after a quarter of a second on a page that never is. */
export function idle(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: patienceMs }));
}
