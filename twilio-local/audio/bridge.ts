/** Joins two ends of sound, so that each hears what the other says and gets the keys the other presses. */
import type { AudioEnd } from './audio-end.ts';
import { silence, type Frame, type Sound } from './frame.ts';

/** Frames wait here between the clock that wrote them and the clock that reads them: two at the start, ten (200 ms) at most. */
function createQueue(): { push: (frame: Frame) => void; sound: Sound } {
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

function carry(from: AudioEnd, to: AudioEnd): (() => void)[] {
  const queue = createQueue();
  void to.play(queue.sound);
  return [from.listen(queue.push), from.onKey(to.sendKey)];
}

/** Joins them until the returned function is called; then both hear silence. */
export function bridge(one: AudioEnd, other: AudioEnd): () => void {
  const leave = [...carry(one, other), ...carry(other, one)];
  return () => {
    for (const stop of leave) stop();
    one.hush();
    other.hush();
  };
}
