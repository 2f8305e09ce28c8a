/** The strongest tone in a recording. */

const highestHz = 2000;
const stepHz = 10;

/** Of a mono WAV of 16-bit samples: `frequency` in Hz, and how strong it is, 0..1, in the tenth of a second where it is loudest. */
export function toneIn(wav: Buffer): { frequency: number; level: number } {
  const rate = wav.readUInt32LE(24);
  const samples = Array.from({ length: (wav.length - 44) >> 1 }, (_, at) => wav.readInt16LE(44 + at * 2) / 32_768);
  const block = rate / 10;
  let best = { frequency: 0, level: 0 };
  for (let from = 0; from + block <= samples.length; from += block) {
    const part = samples.slice(from, from + block);
    for (let frequency = 100; frequency <= highestHz; frequency += stepHz) {
      const level = strengthOf(part, frequency, rate);
      if (level > best.level) best = { frequency, level };
    }
  }
  return best;
}

/** Goertzel's sum for one frequency, as the amplitude of that tone. */
export function strengthOf(samples: readonly number[], frequency: number, rate: number): number {
  const turn = (2 * Math.PI * frequency) / rate;
  let [real, imaginary] = [0, 0];
  for (const [at, sample] of samples.entries()) {
    real += sample * Math.cos(turn * at);
    imaginary += sample * Math.sin(turn * at);
  }
  return (2 * Math.hypot(real, imaginary)) / samples.length;
}
