/** The tones in each channel of a WAV of 16-bit samples, tenth of a second by tenth of a second. */
import { strengthOf } from '../harness/tone-in.ts';

const audible = 0.02;

/** For each channel: the strongest of `tones` (Hz) in each tenth of a second, 0 for none of them. */
export function tonesIn(wav: Buffer, tones: readonly number[]): number[][] {
  const channels = wav.readUInt16LE(22);
  const rate = wav.readUInt32LE(24);
  const length = Math.floor((wav.length - 44) / 2 / channels);
  const block = rate / 10;
  return Array.from({ length: channels }, (_, channel) =>
    Array.from({ length: Math.floor(length / block) }, (__, at) => {
      const samples = Array.from(
        { length: block },
        (___, sample) => wav.readInt16LE(44 + ((at * block + sample) * channels + channel) * 2) / 32_768,
      );
      const strengths = tones.map((tone) => ({ tone, level: strengthOf(samples, tone, rate) }));
      const strongest = strengths.toSorted((one, other) => other.level - one.level)[0];
      return strongest && strongest.level > audible ? strongest.tone : 0;
    }),
  );
}

/** The tones of simulated phones sound for a quarter of a second and are silent for the next: a longer break is silence. */
const minSilence = 8;
const minTone = 3;

/** The order in which tones follow each other; 0 is silence of most of a second. */
export function sequenceOf(tones: readonly number[]): number[] {
  const runs: { tone: number; length: number }[] = [];
  const add = (tone: number, length: number) => {
    const last = runs.at(-1);
    if (last?.tone === tone) last.length += length;
    else runs.push({ tone, length });
  };
  for (const tone of tones) add(tone, 1);
  const heard = runs.filter(({ tone, length }) => tone !== 0 || length >= minSilence);
  runs.length = 0;
  for (const { tone, length } of heard) add(tone, length);
  const long = runs.filter(({ length }) => length >= minTone).map(({ tone }) => tone);
  return long.filter((tone, at) => tone !== long[at - 1]);
}
