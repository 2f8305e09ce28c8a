import { expect, test } from 'vitest';
import { numberInPastedText } from './pasted-number.ts';

test.each([
  ['Noura Al-Harbi\nAfaq Logistics\nMobile: 055 501 0142\nCR 1010301234', '055 501 0142'],
  ['اتصل بي على ٠٥٥ ٥٠١ ٠١٤٢ غدًا', '٠٥٥ ٥٠١ ٠١٤٢'],
  ['Call +44 20 7946 0142 or +971 50 555 0119', '+44 20 7946 0142'],
  ['055 501 0142', null],
  ['Order 70000001 of 12 May', null],
])('%j', (text, number) => expect(numberInPastedText(text, 'SA')).toBe(number));
