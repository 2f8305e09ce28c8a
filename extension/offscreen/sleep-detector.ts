/** Detects that the machine slept or its network changed: a proof from before says nothing about now. */

const checkEveryMs = 10_000;
/** A timer this late did not run in between. */
const minSleepMs = 30_000;
/** Networks change several times in a row. */
const debounceMs = 60_000;
/** A network that comes back returns to a whole office at the same moment. */
const maxJitterMs = 30_000;

/** Not in TypeScript's DOM: https://developer.mozilla.org/docs/Web/API/NetworkInformation */
type Connection = EventTarget & { type?: string };

/** Calls `onWake` after a sleep at once, and 60 to 90 seconds after the last of several changes of the network. */
export function detectSleep(onWake: () => void, random: () => number = Math.random): void {
  let last = Date.now();
  setInterval(() => {
    const now = Date.now();
    if (now - last > checkEveryMs + minSleepMs) onWake();
    last = now;
  }, checkEveryMs);

  let timer: ReturnType<typeof setTimeout> | undefined;
  const onNetworkChanged = () => {
    clearTimeout(timer);
    timer = setTimeout(onWake, debounceMs + random() * maxJitterMs);
  };
  globalThis.addEventListener('online', onNetworkChanged);
  const { connection } = navigator as { connection?: Connection };
  let type = connection?.type;
  // The event also comes with each new estimate of the round-trip time.
  connection?.addEventListener('change', () => {
    if (connection.type === type) return;
    ({ type } = connection);
    onNetworkChanged();
  });
}
