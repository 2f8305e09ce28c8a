/** Joins two audio ends: the frames and keys of each go to the other. */
import type { AudioEnd } from './audio-end.ts';
import { silence, type Frame, type Sound } from './frame.ts';

/** Buffers frames between the clock that writes and the clock that reads: two at the start, ten (200 ms) at most. */
function createJitterBuffer(): { push: (frame: Frame) => void; sound: Sound } {
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

function forward(from: AudioEnd, to: AudioEnd): (() => void)[] {
  const buffer = createJitterBuffer();
  void to.play(buffer.sound);
  return [from.onFrame(buffer.push), from.onKey(to.sendKey)];
}

/** Joins the ends until the returned function is called; after it, silence is played to both. */
export function bridge(one: AudioEnd, other: AudioEnd): () => void {
  const unsubscribes = [...forward(one, other), ...forward(other, one)];
  return () => {
    for (const unsubscribe of unsubscribes) unsubscribe();
    one.stopPlaying();
    other.stopPlaying();
  };
}
