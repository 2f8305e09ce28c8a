/** Reduces audio samples to the bars of a waveform. */

/**
 * The loudest sample of each of `bars` equal stretches, 0 to 1 of the loudest of all; all 0 for silence.
 * @param samples PCM from -1 to 1.
 */
export function waveformPeaks(samples: Float32Array, bars: number): number[] {
  const stretch = samples.length / bars;
  const peaks = Array.from({ length: bars }, (_, bar) => maxAmplitude(samples, Math.floor(bar * stretch), Math.floor((bar + 1) * stretch)));
  const max = Math.max(...peaks);
  return max > 0 ? peaks.map((peak) => peak / max) : peaks;
}

function maxAmplitude(samples: Float32Array, from: number, to: number): number {
  let max = 0;
  for (let at = from; at < to; at++) max = Math.max(max, Math.abs(samples[at]!));
  return max;
}
