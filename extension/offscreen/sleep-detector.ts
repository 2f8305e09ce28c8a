/** Detects that the machine slept or its network changed: a proof from before says nothing about now. */

const checkEveryMs = 10_000;
/** A timer this late did not run in between. */
const minSleepMs = 30_000;

/** Calls `onWake` after a sleep and at each change of the network. */
export function detectSleep(onWake: () => void): void {
  let last = Date.now();
  setInterval(() => {
    const now = Date.now();
    if (now - last > checkEveryMs + minSleepMs) onWake();
    last = now;
  }, checkEveryMs);
  globalThis.addEventListener('online', onWake);
  // Not in TypeScript's DOM: https://developer.mozilla.org/docs/Web/API/Navigator/connection
  (navigator as { connection?: EventTarget }).connection?.addEventListener('change', onWake);
}
