/** Sends DTMF keys one after another: the browser drops queued tones when new ones are requested. */

/** A tone and the gap after it, as the SDK requests them from the browser. */
const toneMs = 160 + 70;
/** The SDK's pause for a `w`. */
const pauseMs = 500;

/** @param sendNow sends one run of keys; called again only after that run has been played. */
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
