import { expect, it } from 'vitest';
import { isOn, keepsHover } from './card-hover.ts';

const number = { left: 100, top: 100, width: 90, height: 16 };
const card = { left: 94, top: 122, width: 320, height: 300 };
const at = (clientX: number, clientY: number) => ({ clientX, clientY });

it('the card stays while the pointer is on the number, on the card or between', () => {
  expect(keepsHover(at(140, 105), number, card)).toBe(true);
  expect(keepsHover(at(300, 300), number, card)).toBe(true);
  expect(keepsHover(at(120, 119), number, card)).toBe(true);
});

it('it does not stay for a pointer elsewhere', () => {
  expect(keepsHover(at(60, 105), number, card)).toBe(false);
  expect(keepsHover(at(140, 450), number, card)).toBe(false);
});

it('before the card is drawn only the number keeps it', () => {
  expect(keepsHover(at(140, 105), number, null)).toBe(true);
  expect(keepsHover(at(300, 300), number, null)).toBe(false);
});

it('a press on the card is on it, one beside it is not, and none is before the card is drawn', () => {
  expect(isOn(at(300, 300), card)).toBe(true);
  expect(isOn(at(415, 300), card)).toBe(false);
  expect(isOn(at(300, 300), null)).toBe(false);
});
