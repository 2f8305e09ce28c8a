/** Joins two audio ends: the frames and keys of each go to the other. */
import type { AudioEnd } from './audio-end.ts';
import { createJitterBuffer } from './jitter-buffer.ts';

/** Gives a function that stops; a sound that has replaced the forwarded one continues. */
function forward(from: AudioEnd, to: AudioEnd): () => void {
  const { push, sound } = createJitterBuffer();
  void to.play(sound);
  const unsubscribes = [from.onFrame(push), from.onKey(to.sendKey)];
  return () => {
    for (const unsubscribe of unsubscribes) unsubscribe();
    to.stopPlaying(sound);
  };
}

/** Joins the ends until the returned function is called; after it, silence is played to both. */
export function bridge(one: AudioEnd, other: AudioEnd): () => void {
  const stops = [forward(one, other), forward(other, one)];
  return () => {
    for (const stop of stops) stop();
  };
}
