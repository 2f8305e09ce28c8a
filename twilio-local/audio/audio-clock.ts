/** One clock for all sound: beats every 20 ms while anybody listens. */
import { frameMs } from './frame.ts';

export type Metronome = {
  /** Calls `beat` every 20 ms until the returned function is called. */
  join(beat: () => void): () => void;
};

export function createMetronome(): Metronome {
  const beats = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  let next = 0;

  function tick(): void {
    timer = undefined;
    const now = performance.now();
    // A machine that slept through many beats goes on from now: a burst of late sound helps nobody.
    if (now - next > 200) next = now;
    while (next <= now) {
      next += frameMs;
      for (const beat of beats) beat();
    }
    if (beats.size > 0) timer = setTimeout(tick, Math.max(1, next - performance.now()));
  }

  return {
    join(beat) {
      beats.add(beat);
      if (!timer) {
        next = performance.now() + frameMs;
        timer = setTimeout(tick, frameMs);
      }
      return () => {
        beats.delete(beat);
        if (beats.size === 0) {
          clearTimeout(timer);
          timer = undefined;
        }
      };
    },
  };
}
