import { expect, it } from 'vitest';
import { isScreenPopUrl } from './screen-pop-url.ts';

it.each([
  ['https://crm.example.com/search?q={number}', true],
  [' https://crm.example.com/c/{number} ', true],
  ['http://localhost:8080/?q={number}', true],
  ['http://crm.example.com/?q={number}', false],
  ['https://crm.example.com/search', false],
  ['https://{number}.example.com/', false],
  ['javascript:alert("{number}")', false],
  ['crm.example.com/{number}', false],
  ['', false],
])('%s: %s', (written, is) => {
  expect(isScreenPopUrl(written)).toBe(is);
});
