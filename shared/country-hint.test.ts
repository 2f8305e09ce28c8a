import { expect, it } from 'vitest';
import { countryHint } from './country-hint.ts';
import { findNumbers } from './find-numbers.ts';

it.each([
  ['shop.example.sa', '', 'SA'],
  ['example.co.uk', 'en-US', 'GB'],
  ['example.com', 'ar-EG', 'EG'],
  ['example.com', 'zh-Hant-HK', 'HK'],
  ['example.com', 'en-US', null],
  ['example.com', 'ar', null],
  ['example.io', 'de-DE', 'DE'],
  ['192.168.0.1', '', null],
  ['localhost', '', null],
  ['', '', null],
])('%s in %s is of %s', (host, lang, country) => {
  expect(countryHint(host, lang)).toBe(country);
});

it('is asked only where a number means nothing at home', () => {
  expect(read('020 7946 0018', 'GB')).toEqual(['+442079460018']);
  expect(read('020 7946 0018', '')).toEqual([]);
  expect(read('055 501 0142', 'GB')).toEqual(['+966555010142']);
});

function read(text: string, hint: string): string[] {
  return findNumbers({ text, region: 'SA', hint }).numbers.map(({ e164 }) => e164);
}
