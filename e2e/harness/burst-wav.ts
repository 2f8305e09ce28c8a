/** A sound file for the fake microphone: bursts of one tone, which survive the browser's noise suppression (a steady tone does not). */
import { writeFileSync } from 'node:fs';
import { wavOf } from '../../scripts/assets/wav.ts';

const sampleRate = 48_000;
const burstSeconds = 0.25;
const amplitude = 0.5;
/** Whole bursts, so that the loop has no seam. */
const seconds = 4;

/** Writes a mono 16-bit WAV of `frequency` Hz, 250 ms on and 250 ms off. */
export function writeBurstWav(file: string, frequency: number): void {
  writeFileSync(
    file,
    wavOf(seconds, sampleRate, (time) => (isOn(time) ? Math.sin(2 * Math.PI * frequency * time) * amplitude : 0)),
  );
}

const isOn = (time: number) => time % (2 * burstSeconds) < burstSeconds;
