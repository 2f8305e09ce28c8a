import { expect, it } from 'vitest';
import { waveformPeaks } from './waveform-peaks.ts';

it('each bar is the loudest of its stretch, measured against the loudest of all', () => {
  expect(waveformPeaks(Float32Array.from([0, 0.25, -0.5, 0, 0, 0.125]), 3)).toEqual([0.5, 1, 0.25]);
});

it('silence has bars without height', () => {
  expect(waveformPeaks(new Float32Array(10), 5)).toEqual([0, 0, 0, 0, 0]);
});

it('a sound shorter than the bars leaves some empty', () => {
  expect(waveformPeaks(Float32Array.from([1, 1]), 4)).toEqual([0, 1, 0, 1]);
});
