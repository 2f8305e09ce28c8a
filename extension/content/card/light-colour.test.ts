import { expect, test } from 'vitest';
import { isLight } from './light-colour.ts';

test.each([
  'rgb(255, 255, 255)',
  'rgba(233, 240, 240, 0.9)',
  'oklch(0.985 0 0)',
  'oklab(0.9 0.01 -0.02)',
  'lab(92 1 2)',
  'color(srgb 0.9 0.9 0.9)',
])('%s is light text, as on a dark page', (colour) => {
  expect(isLight(colour)).toBe(true);
});

test.each(['rgb(19, 32, 34)', 'oklch(0.145 0 0)', 'oklch(0.21 0.006 285.885)', 'lch(20 10 200)', 'color(display-p3 0.1 0.1 0.1)', ''])(
  '%s is dark text',
  (colour) => {
    expect(isLight(colour)).toBe(false);
  },
);
