/** A frame: 20 ms of audio in one direction. */

/** 160 linear 16-bit samples, 8000 a second. */
export type Frame = Int16Array;

/** Gives the next frame at each call; undefined when the sound is over. */
export type Sound = () => Frame | undefined;

export const sampleRate = 8000;
export const frameMs = 20;
export const frameSamples = 160;

export const silence: Frame = new Int16Array(frameSamples);

/** Loudness of a frame: root mean square, 0 to 1. */
export function levelOf(samples: Int16Array): number {
  if (samples.length === 0) return 0;
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / samples.length) / 32768;
}
