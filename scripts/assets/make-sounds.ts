/** Writes the extension's fifteen sounds as 16 kHz WAV files into `extension/sounds`: `node scripts/assets/make-sounds.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { wavOf } from './wav.ts';

const rate = 16_000;
type Wave = (seconds: number) => number;

const tone =
  (...hertz: number[]): Wave =>
  (t) =>
    hertz.reduce((sum, f) => sum + Math.sin(2 * Math.PI * f * t), 0) / hertz.length;

/** Two struck notes that ring out, then quiet: a telephone that is heard across a room and does not nag. */
const ring: Wave = (t) => {
  const within = t % 1.2;
  if (t > 1.2 || within > 1) return 0;
  const fade = Math.exp(-4 * (within % 0.25));
  return fade * (within % 0.5 < 0.25 ? tone(880, 1320)(t) : tone(660, 990)(t));
};

/** Keys of a telephone: ITU-T Q.23, one low and one high tone each. */
const keyTones: Record<string, [number, number]> = Object.fromEntries(
  ['123', '456', '789', 's0h'].flatMap((row, r) => Array.from(row, (key, c) => [key, [[697, 770, 852, 941][r]!, [1209, 1336, 1477][c]!]])),
);

const sounds: Record<string, { seconds: number; volume: number; wave: Wave }> = {
  incoming: { seconds: 3, volume: 0.6, wave: ring },
  outgoing: { seconds: 0.12, volume: 0.25, wave: tone(587) },
  disconnect: { seconds: 0.25, volume: 0.3, wave: (t) => tone(t < 0.12 ? 523 : 392)(t) },
  ...Object.fromEntries(Object.entries(keyTones).map(([key, pair]) => [`dtmf${key}`, { seconds: 0.16, volume: 0.3, wave: tone(...pair) }])),
};

function wav({ seconds, volume, wave }: (typeof sounds)[string]): Buffer {
  // Ten milliseconds in and out, so that nothing clicks.
  const edge = (time: number) => Math.min(1, time / 0.01, (seconds - time) / 0.01);
  return wavOf(seconds, rate, (time) => volume * edge(time) * wave(time));
}

const folder = path.resolve(import.meta.dirname, '../../extension/sounds');
mkdirSync(folder, { recursive: true });
for (const [name, sound] of Object.entries(sounds)) writeFileSync(path.join(folder, `${name}.wav`), wav(sound));
