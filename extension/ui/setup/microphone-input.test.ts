import { describe, expect, it } from 'vitest';
import { levelOf } from './microphone-input.ts';

const tone = (peak: number) => Float32Array.from({ length: 1024 }, (_, index) => peak * Math.sin(index / 5));

describe('levelOf', () => {
  it('is 0 in silence and never more than 1', () => {
    expect(levelOf(new Float32Array(1024))).toBe(0);
    expect(levelOf(tone(1))).toBe(1);
  });
  it('is logarithmic: ten times the power is a fifth of the meter', () => {
    expect(levelOf(tone(0.1)) - levelOf(tone(0.1 / Math.sqrt(10)))).toBeCloseTo(0.2, 2);
  });
});
