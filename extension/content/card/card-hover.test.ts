import { expect, it } from 'vitest';
import { isWithin, isHovering } from './card-hover.ts';

const number = { left: 100, top: 100, width: 90, height: 16 };
const card = { left: 94, top: 122, width: 320, height: 300 };
const at = (clientX: number, clientY: number) => ({ clientX, clientY });

it('the card stays while the pointer is on the number, on the card or between', () => {
  expect(isHovering(at(140, 105), number, card)).toBe(true);
  expect(isHovering(at(300, 300), number, card)).toBe(true);
  expect(isHovering(at(120, 119), number, card)).toBe(true);
});

it('it does not stay for a pointer elsewhere', () => {
  expect(isHovering(at(60, 105), number, card)).toBe(false);
  expect(isHovering(at(140, 450), number, card)).toBe(false);
});

it('before the card is drawn only the number keeps it', () => {
  expect(isHovering(at(140, 105), number, null)).toBe(true);
  expect(isHovering(at(300, 300), number, null)).toBe(false);
});

it('a press on the card is on it, one beside it is not, and none is before the card is drawn', () => {
  expect(isWithin(at(300, 300), card)).toBe(true);
  expect(isWithin(at(415, 300), card)).toBe(false);
  expect(isWithin(at(300, 300), null)).toBe(false);
});
