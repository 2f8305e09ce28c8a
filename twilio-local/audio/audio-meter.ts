/** Measures received audio since the last reset: level, frequencies, seconds. */
import { frameSamples, levelOf, sampleRate, type Frame } from './frame.ts';
import { tonesIn } from './spectrum.ts';

/** Below this a frame counts as silence: well under speech (0.02 and more), over µ-law's idle noise. */
const audibleLevel = 0.002;

export type AudioMeter = {
  measure(frame: Frame): void;
  /**
   * `frequency` in Hz and `level` (root mean square, 0 to 1) of the last second; `seconds` of audible sound in all.
   * `tones` are up to four frequencies of the last second, the loudest first.
   */
  read(): { frequency: number; tones: number[]; level: number; seconds: number };
  reset(): void;
};

export function createAudioMeter(): AudioMeter {
  const recent = new Int16Array(sampleRate);
  let written = 0;
  let audibleFrames = 0;
  return {
    measure(frame) {
      recent.set(frame, written % recent.length);
      written += frame.length;
      if (levelOf(frame) >= audibleLevel) audibleFrames += 1;
    },
    read() {
      const length = Math.min(written, recent.length);
      const start = written > recent.length ? written % recent.length : 0;
      const inOrder = Int16Array.from({ length }, (_, index) => recent[(start + index) % recent.length] ?? 0);
      const level = levelOf(inOrder);
      const tones = level >= audibleLevel / 2 ? tonesIn(inOrder) : [];
      return {
        frequency: tones[0] ?? 0,
        tones,
        level: Number(level.toFixed(4)),
        seconds: Number(((audibleFrames * frameSamples) / sampleRate).toFixed(2)),
      };
    },
    reset() {
      written = 0;
      audibleFrames = 0;
      recent.fill(0);
    },
  };
}
