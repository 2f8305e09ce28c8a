/** Notices that the machine slept or its network changed: what was proven before is not known any more. */

const lookEveryMs = 10_000;
/** A timer this late did not run in between. */
const sleptMs = 30_000;

/** Calls `changed` after a sleep and at each change of the network. */
export function watchWake(changed: () => void): void {
  let last = Date.now();
  setInterval(() => {
    const now = Date.now();
    if (now - last > lookEveryMs + sleptMs) changed();
    last = now;
  }, lookEveryMs);
  globalThis.addEventListener('online', changed);
  // Not in TypeScript's DOM: https://developer.mozilla.org/docs/Web/API/Navigator/connection
  (navigator as { connection?: EventTarget }).connection?.addEventListener('change', changed);
}
