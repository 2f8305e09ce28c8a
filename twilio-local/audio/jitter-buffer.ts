/** Buffers frames between the clock that writes and the clock that reads. */
import { silence, type Frame, type Sound } from './frame.ts';

export type JitterBuffer = { push: (frame: Frame) => void; sound: Sound };

/** Two frames at the start, ten (200 ms) at most. */
export function createJitterBuffer(): JitterBuffer {
  const frames: Frame[] = [];
  let filling = true;
  return {
    push(frame) {
      frames.push(frame);
      if (frames.length > 10) frames.splice(0, frames.length - 3);
      if (frames.length >= 2) filling = false;
    },
    sound() {
      if (filling) return silence;
      const frame = frames.shift();
      if (!frame) filling = true;
      return frame ?? silence;
    },
  };
}
