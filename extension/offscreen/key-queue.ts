/** Sends keys one after another: the browser forgets tones that still wait when new ones are asked for. */

/** A tone and the gap behind it, as the SDK asks the browser for them. */
const toneMs = 160 + 70;
/** What the SDK makes of a `w`. */
const pauseMs = 500;

/** @param sendNow sends one run of keys; called again only when that run has been heard. */
export function createKeyQueue(sendNow: (keys: string) => void): (keys: string) => void {
  let waiting = '';
  let busy = false;

  const next = () => {
    busy = waiting !== '';
    if (!busy) return;
    const run = waiting;
    waiting = '';
    sendNow(run);
    setTimeout(next, lengthOf(run));
  };

  return (keys) => {
    waiting += keys;
    if (!busy) next();
  };
}

function lengthOf(keys: string): number {
  return Array.from(keys).reduce((ms, key) => ms + (key === 'w' ? pauseMs : toneMs), 0);
}
