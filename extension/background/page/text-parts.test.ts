import { expect, it } from 'vitest';
import { splitText } from './text-parts.ts';

it('a short text is one part', () => {
  expect(splitText('ring 0555010142')).toEqual([{ at: 0, text: 'ring 0555010142' }]);
  expect(splitText('')).toEqual([]);
});

it.each([
  ['lines', Array.from({ length: 900 }, (_, i) => `05550${10_000 + i}`).join('\n')],
  ['words', Array.from({ length: 900 }, (_, i) => `ring 055 501 ${1000 + i} now`).join(' ')],
  ['one long word', '5'.repeat(9000)],
])('the parts joined are the text: %s', (_, text) => {
  const parts = splitText(text);
  expect(parts.map((part) => part.text).join('')).toBe(text);
  expect(parts.every((part) => part.text === text.slice(part.at, part.at + part.text.length) && part.text.length <= 3000)).toBe(true);
});

it('no split falls inside a number', () => {
  const text = Array.from({ length: 900 }, (_, i) => `ring 055 501 ${1000 + i} now`).join(' ');
  const numbers = splitText(text).flatMap((part) => part.text.match(/055 501 \d{4}/g) ?? []);
  expect(numbers).toHaveLength(900);
});
