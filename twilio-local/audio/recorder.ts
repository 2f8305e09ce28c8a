/** Records the frames of one or two ends to a WAV file with one channel each. */
import type { AudioClock } from './audio-clock.ts';
import type { AudioEnd } from './audio-end.ts';
import { frameMs, frameSamples, levelOf, silence, type Frame } from './frame.ts';
import { writeWav } from './wav.ts';

export type Recorder = {
  /** Whole milliseconds since the last audible frame of the first end. */
  silentMs: () => number;
  /** Whether `maxSeconds` are recorded. */
  isFull: () => boolean;
  /** Stops; gives the file and its length in whole seconds. */
  stop: () => { file: Buffer; seconds: number };
};

const audibleLevel = 0.005;

function joinFrames(frames: Frame[]): Int16Array {
  const samples = new Int16Array(frames.length * frameSamples);
  frames.forEach((frame, index) => samples.set(frame, index * frameSamples));
  return samples;
}

/**
 * Writes the frames of every end on one clock, so that the channels stay together.
 * @param maxSeconds length after which nothing more is recorded
 */
export function startRecorder(ends: AudioEnd[], audioClock: AudioClock, maxSeconds = Number.POSITIVE_INFINITY): Recorder {
  const tracks = ends.map(() => [] as Frame[]);
  const queues = ends.map(() => [] as Frame[]);
  let silentMs = 0;
  const recordedMs = () => (tracks[0]?.length ?? 0) * frameMs;
  const isFull = () => recordedMs() >= maxSeconds * 1000;
  const unsubscribes = ends.map((end, index) => end.onFrame((frame) => queues[index]?.push(frame)));
  const stopTicks = audioClock.onTick(() => {
    if (isFull()) return;
    tracks.forEach((track, index) => {
      const frame = queues[index]?.shift() ?? silence;
      track.push(frame);
      if (index === 0) silentMs = levelOf(frame) >= audibleLevel ? 0 : silentMs + frameMs;
    });
  });
  return {
    silentMs: () => silentMs,
    isFull,
    stop() {
      stopTicks();
      for (const unsubscribe of unsubscribes) unsubscribe();
      return { file: writeWav(tracks.map(joinFrames)), seconds: Math.round(recordedMs() / 1000) };
    },
  };
}
