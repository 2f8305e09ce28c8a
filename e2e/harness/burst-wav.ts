/** A sound file for the fake microphone: bursts of one tone, which survive the browser's noise suppression (a steady tone does not). */
import { writeFileSync } from 'node:fs';

const sampleRate = 48_000;
const burstSeconds = 0.25;
const amplitude = 0.5;
/** Whole bursts, so that the loop has no seam. */
const seconds = 4;

/** Writes a mono 16-bit WAV of `frequency` Hz, 250 ms on and 250 ms off. */
export function writeBurstWav(file: string, frequency: number): void {
  const samples = sampleRate * seconds;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(sampleRate, 24);
  wav.writeUInt32LE(sampleRate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let index = 0; index < samples; index += 1) {
    const time = index / sampleRate;
    const on = time % (2 * burstSeconds) < burstSeconds;
    wav.writeInt16LE(on ? Math.round(Math.sin(2 * Math.PI * frequency * time) * amplitude * 32_767) : 0, 44 + index * 2);
  }
  writeFileSync(file, wav);
}
