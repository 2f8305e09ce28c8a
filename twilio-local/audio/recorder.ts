/** Records frames to a WAV file; it can be paused. */
import type { AudioClock } from './audio-clock.ts';
import { frameMs, frameSamples, levelOf, silence, type Frame } from './frame.ts';
import { mixFrames } from './mixer.ts';
import { writeWav } from './wav.ts';

/** Calls the listener with each frame until the returned function is called. */
export type FrameSource = (listener: (frame: Frame) => void) => () => void;

/** Contents of a paused stretch: nothing, or silence of its length. */
export type PauseBehavior = 'skip' | 'silence';

export type Recorder = {
  /** Records a source on a channel, mixed with the others of that channel, until the returned function is called. */
  addInput: (channel: number, source: FrameSource) => () => void;
  /** Whole milliseconds since the last audible frame of the first channel. */
  silentMs: () => number;
  recordedMs: () => number;
  /** Whether `maxSeconds` are recorded. */
  isFull: () => boolean;
  pause: (behavior: PauseBehavior) => void;
  resume: () => void;
  /** Stops; gives the file and its length in whole seconds. */
  stop: () => { file: Buffer; seconds: number };
};

const audibleLevel = 0.005;
/** An input that sends faster than the clock ticks is cut to this number of waiting frames. */
const maxWaiting = 10;

function joinFrames(frames: Frame[]): Int16Array {
  const samples = new Int16Array(frames.length * frameSamples);
  frames.forEach((frame, index) => samples.set(frame, index * frameSamples));
  return samples;
}

type Input = { channel: number; waiting: Frame[] };

/**
 * Writes every channel on one clock, so that the channels stay together.
 * @param maxSeconds length after which nothing more is recorded
 */
export function startRecorder(audioClock: AudioClock, channels: number, maxSeconds = Number.POSITIVE_INFINITY): Recorder {
  const tracks = Array.from({ length: channels }, () => [] as Frame[]);
  const inputs = new Set<Input>();
  const unsubscribes = new Set<() => void>();
  let paused: PauseBehavior | undefined;
  let silentMs = 0;
  const recordedMs = () => (tracks[0]?.length ?? 0) * frameMs;
  const isFull = () => recordedMs() >= maxSeconds * 1000;

  function addInput(channel: number, source: FrameSource): () => void {
    const input: Input = { channel, waiting: [] };
    inputs.add(input);
    const unsubscribe = source((frame) => {
      input.waiting.push(frame);
      if (input.waiting.length > maxWaiting) input.waiting.shift();
    });
    const remove = () => {
      unsubscribe();
      inputs.delete(input);
      unsubscribes.delete(remove);
    };
    unsubscribes.add(remove);
    return remove;
  }

  function tick(): void {
    if (isFull()) return;
    const frames = [...inputs].map(({ channel, waiting }) => ({ channel, frame: waiting.shift() ?? silence }));
    if (paused === 'skip') return;
    tracks.forEach((track, index) => {
      const mixed = mixFrames(frames.filter(({ channel }) => channel === index).map(({ frame }) => frame));
      const frame = paused ? silence : mixed;
      track.push(frame);
      if (index === 0) silentMs = levelOf(frame) >= audibleLevel ? 0 : silentMs + frameMs;
    });
  }

  const stopTicks = audioClock.onTick(tick);
  return {
    addInput,
    silentMs: () => silentMs,
    recordedMs,
    isFull,
    pause: (behavior) => void (paused = behavior),
    resume: () => void (paused = undefined),
    stop() {
      stopTicks();
      for (const unsubscribe of unsubscribes) unsubscribe();
      return { file: writeWav(tracks.map(joinFrames)), seconds: Math.round(recordedMs() / 1000) };
    },
  };
}
