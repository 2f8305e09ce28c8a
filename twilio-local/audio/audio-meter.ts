/** What an ear has heard since it was last asked to forget: how loud, which frequency, for how long. */
import { frameSamples, levelOf, sampleRate, type Frame } from './frame.ts';
import { dominantFrequency } from './spectrum.ts';

/** Below this a frame counts as silence: well under speech (0.02 and more), over µ-law's idle noise. */
const audible = 0.002;

export type Hearing = {
  hear(frame: Frame): void;
  /** `frequency` in Hz and `level` (root mean square, 0 to 1) over the last second heard; `seconds` of audible sound in all. */
  report(): { frequency: number; level: number; seconds: number };
  forget(): void;
};

export function createHearing(): Hearing {
  const recent = new Int16Array(sampleRate);
  let written = 0;
  let audibleFrames = 0;
  return {
    hear(frame) {
      recent.set(frame, written % recent.length);
      written += frame.length;
      if (levelOf(frame) >= audible) audibleFrames += 1;
    },
    report() {
      const heard = Math.min(written, recent.length);
      const start = written > recent.length ? written % recent.length : 0;
      const inOrder = Int16Array.from({ length: heard }, (_, index) => recent[(start + index) % recent.length] ?? 0);
      const level = levelOf(inOrder);
      return {
        frequency: level >= audible / 2 ? dominantFrequency(inOrder) : 0,
        level: Number(level.toFixed(4)),
        seconds: Number(((audibleFrames * frameSamples) / sampleRate).toFixed(2)),
      };
    },
    forget() {
      written = 0;
      audibleFrames = 0;
      recent.fill(0);
    },
  };
}
