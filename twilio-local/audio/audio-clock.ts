/** One clock for all audio: ticks every 20 ms while there is a listener. */
import { frameMs } from './frame.ts';

export type AudioClock = {
  /** Calls the listener every 20 ms until the returned function is called. */
  onTick(listener: () => void): () => void;
};

export function createAudioClock(): AudioClock {
  const listeners = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  let next = 0;

  function tick(): void {
    timer = undefined;
    const now = performance.now();
    // After a long pause of the machine the clock continues from now: a burst of late audio would be dropped anyway.
    if (now - next > 200) next = now;
    while (next <= now) {
      next += frameMs;
      for (const listener of listeners) listener();
    }
    if (listeners.size > 0) timer = setTimeout(tick, Math.max(1, next - performance.now()));
  }

  return {
    onTick(listener) {
      listeners.add(listener);
      if (!timer) {
        next = performance.now() + frameMs;
        timer = setTimeout(tick, frameMs);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) {
          clearTimeout(timer);
          timer = undefined;
        }
      };
    },
  };
}
