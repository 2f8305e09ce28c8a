/** The frequencies of samples. */
import { sampleRate } from './frame.ts';

const size = 8192;

/** In-place radix-2 Fourier transform of `size` values. */
function transform(real: Float64Array, imaginary: Float64Array): void {
  for (let index = 1, reversed = 0; index < size; index++) {
    let bit = size >> 1;
    for (; reversed & bit; bit >>= 1) reversed ^= bit;
    reversed ^= bit;
    if (index < reversed) {
      [real[index], real[reversed]] = [real[reversed] ?? 0, real[index] ?? 0];
    }
  }
  for (let span = 2; span <= size; span <<= 1) {
    const angle = (-2 * Math.PI) / span;
    for (let start = 0; start < size; start += span) {
      for (let step = 0; step < span / 2; step++) {
        const even = start + step;
        const odd = even + span / 2;
        const cosine = Math.cos(angle * step);
        const sine = Math.sin(angle * step);
        const oddReal = (real[odd] ?? 0) * cosine - (imaginary[odd] ?? 0) * sine;
        const oddImaginary = (real[odd] ?? 0) * sine + (imaginary[odd] ?? 0) * cosine;
        const evenReal = real[even] ?? 0;
        const evenImaginary = imaginary[even] ?? 0;
        real[odd] = evenReal - oddReal;
        imaginary[odd] = evenImaginary - oddImaginary;
        real[even] = evenReal + oddReal;
        imaginary[even] = evenImaginary + oddImaginary;
      }
    }
  }
}

/** The power of each frequency of up to one second of samples, 8000 a second. */
function powersOf(samples: Int16Array): Float64Array {
  const length = Math.min(samples.length, size);
  const real = new Float64Array(size);
  for (let index = 0; index < length; index++) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / length);
    real[index] = (samples[index] ?? 0) * window;
  }
  const imaginary = new Float64Array(size);
  transform(real, imaginary);
  const firstBin = Math.ceil((60 * size) / sampleRate); // ignores mains hum and everything below it
  return Float64Array.from({ length: size / 2 }, (_, bin) => (bin < firstBin ? 0 : (real[bin] ?? 0) ** 2 + (imaginary[bin] ?? 0) ** 2));
}

/** Distance of two tones, and the share of the loudest tone's power that a tone has at least. */
const minDistanceHz = 25;
const minShare = 0.05;

/** The tones in up to one second of samples, in Hz (about ±1), the loudest first. */
export function tonesIn(samples: Int16Array, max = 4): number[] {
  const powers = powersOf(samples);
  const loudest = Math.max(...powers);
  if (loudest === 0) return [];
  const bins = [...powers.keys()].filter((bin) => (powers[bin] ?? 0) >= loudest * minShare);
  const byPower = bins.toSorted((one, other) => (powers[other] ?? 0) - (powers[one] ?? 0));
  const tones: number[] = [];
  for (const hz of byPower.map((bin) => Math.round((bin * sampleRate) / size))) {
    if (tones.length < max && tones.every((tone) => Math.abs(tone - hz) >= minDistanceHz)) tones.push(hz);
  }
  return tones;
}

/** The loudest frequency in Hz (about ±1) of up to one second of samples, 8000 a second; 0 when there are none. */
export function dominantFrequency(samples: Int16Array): number {
  return tonesIn(samples, 1)[0] ?? 0;
}
