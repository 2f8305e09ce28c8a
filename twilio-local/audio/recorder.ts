/** Writes down what one or two ends say, as a WAV file with one channel each. */
import type { AudioEnd } from './audio-end.ts';
import { frameMs, frameSamples, levelOf, silence, type Frame } from './frame.ts';
import type { Metronome } from './audio-clock.ts';
import { writeWav } from './wav.ts';

export type Taping = {
  /** Whole milliseconds since the last audible frame of the first end. */
  quietMs: () => number;
  /** Whether the tape is full. */
  full: () => boolean;
  /** Stops and gives the file, and its length in whole seconds. */
  stop: () => { file: Buffer; seconds: number };
};

const audible = 0.005;

/**
 * Each end's frames are laid on one clock, so that the channels stay together.
 * @param longest seconds after which nothing more is written down
 */
export function startTaping(ends: AudioEnd[], metronome: Metronome, longest = Number.POSITIVE_INFINITY): Taping {
  const tracks = ends.map(() => [] as Frame[]);
  const waiting = ends.map(() => [] as Frame[]);
  let quiet = 0;
  const recordedMs = () => (tracks[0]?.length ?? 0) * frameMs;
  const full = () => recordedMs() >= longest * 1000;
  const stops = ends.map((end, index) => end.listen((frame) => waiting[index]?.push(frame)));
  const leave = metronome.join(() => {
    if (full()) return;
    tracks.forEach((track, index) => {
      const frame = waiting[index]?.shift() ?? silence;
      track.push(frame);
      if (index === 0) quiet = levelOf(frame) >= audible ? 0 : quiet + frameMs;
    });
  });
  return {
    quietMs: () => quiet,
    full,
    stop() {
      leave();
      for (const stop of stops) stop();
      const channels = tracks.map((track) => {
        const samples = new Int16Array(track.length * frameSamples);
        track.forEach((frame, index) => samples.set(frame, index * frameSamples));
        return samples;
      });
      return { file: writeWav(channels), seconds: Math.round(recordedMs() / 1000) };
    },
  };
}
