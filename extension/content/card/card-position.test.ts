import { describe, expect, it } from 'vitest';
import {
  boundingBoxOf,
  dockedPositionOf,
  linesOf,
  fitsViewport,
  positionBeside,
  positionClearOf,
  positionDocked,
  sideOf,
} from './card-position.ts';

const viewport = { width: 1280, height: 700 };
const card = { width: 320, height: 330 };
const number = { left: 622, top: 207, width: 92, height: 17 };

describe('beside a number', () => {
  it('is 6 px below it, its start edge 6 px outside', () => {
    expect(positionBeside(number, viewport, card, 'ltr')).toEqual({ left: 616, top: 230 });
  });

  it('takes the other edge for the start where lines run right to left', () => {
    expect(positionBeside(number, viewport, card, 'rtl')).toEqual({ left: 622 + 92 + 6 - 320, top: 230 });
  });

  it('flips above when it does not fit below', () => {
    expect(positionBeside({ ...number, top: 500 }, viewport, card, 'ltr')).toEqual({ left: 616, top: 500 - 6 - 330 });
  });

  it('stays on its side when it grows', () => {
    const low = { ...number, top: 345 };
    const side = sideOf(low, viewport, { ...card, height: 300 });
    const grown = { ...card, height: 326 };
    expect(positionBeside(low, viewport, grown, 'ltr').top).toBe(345 - 6 - 326);
    expect(positionBeside(low, viewport, grown, 'ltr', side).top).toBe(700 - 8 - 326);
  });

  it('takes the roomier side when it fits on neither, and keeps 8 px from the edge', () => {
    const low = { width: 1280, height: 380 };
    expect(positionBeside({ ...number, top: 100 }, low, card, 'ltr').top).toBe(380 - 8 - 330);
    expect(positionBeside({ ...number, top: 300 }, low, card, 'ltr').top).toBe(8);
  });

  it.each([
    ['ltr', 1250, 1280 - 8 - 320],
    ['rtl', 10, 8],
    ['ltr', -40, 8],
  ] as const)('keeps 8 px from the sides (%s, number at %d)', (dir, left, expected) => {
    expect(positionBeside({ ...number, left }, viewport, card, dir).left).toBe(expected);
  });

  it('shows its start when the window is narrower than the card', () => {
    expect(positionBeside(number, { width: 300, height: 200 }, card, 'ltr')).toEqual({ left: 8, top: 8 });
  });
});

describe('beside the card of a ringing call', () => {
  const incoming = { left: 1280 - 16 - 384, top: 16, width: 384, height: 300 };

  it('stays where the shadow of that card does not reach', () => {
    const [left, below] = [
      { left: 400, top: 20 },
      { left: 940, top: 396 },
    ];
    expect(positionClearOf(incoming, left, viewport, card)).toEqual(left);
    expect(positionClearOf(incoming, below, viewport, card)).toEqual(below);
  });

  it('moves clear of the shadow, to the side that has room', () => {
    expect(positionClearOf(incoming, { left: 616, top: 230 }, viewport, card)).toEqual({ left: 880 - 56 - 320, top: 230 });
    const atLeft = { ...incoming, left: 16 };
    expect(positionClearOf(atLeft, { left: 100, top: 230 }, viewport, card)).toEqual({ left: 400 + 56, top: 230 });
  });

  it('has no place in a narrow viewport', () => {
    expect(positionClearOf({ ...incoming, left: 300 }, { left: 200, top: 100 }, { width: 700, height: 700 }, card)).toBeNull();
  });
});

it.each([
  [180, false],
  [345, false],
  [346, true],
])('a card of 330 px in a frame of %d px is whole: %s', (height, whole) => {
  expect(fitsViewport(card.height, { width: 600, height })).toBe(whole);
});

describe('docked', () => {
  it('is 16 px from the top and the end edge', () => {
    expect(positionDocked({ top: 16, end: 16 }, viewport, card, 'ltr')).toEqual({ left: 944, top: 16 });
    expect(positionDocked({ top: 16, end: 16 }, viewport, card, 'rtl')).toEqual({ left: 16, top: 16 });
  });

  it('stays inside a window that became smaller', () => {
    expect(positionDocked({ top: 900, end: 2000 }, viewport, card, 'ltr')).toEqual({ left: 8, top: 700 - 8 - 330 });
  });

  it.each(['ltr', 'rtl'] as const)('keeps the position it was dragged to (%s)', (dir) => {
    const point = { left: 200, top: 90 };
    expect(positionDocked(dockedPositionOf(point, viewport, card, dir), viewport, card, dir)).toEqual(point);
  });
});

it('a number written on two lines is one box', () => {
  const lines = [
    { left: 700, top: 10, width: 40, height: 16 },
    { left: 20, top: 28, width: 60, height: 16 },
  ];
  expect(boundingBoxOf(lines)).toEqual({ left: 20, top: 10, width: 720, height: 34 });
  expect(boundingBoxOf([])).toBeNull();
});

it('boxes beside each other are one line, boxes below each other are not', () => {
  const [left, right, below] = [
    { left: 100, top: 10, width: 30, height: 16 },
    { left: 70, top: 11, width: 28, height: 15 },
    { left: 20, top: 30, width: 60, height: 16 },
  ];
  expect(linesOf([left, right, below])).toEqual([{ left: 70, top: 10, width: 60, height: 16 }, below]);
});
