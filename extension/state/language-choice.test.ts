import { expect, test } from 'vitest';
import { languageFor } from './language-choice.ts';

test.each([
  ['ar', ['en-US'], 'ar'],
  ['system', ['fr-FR', 'ar-SA', 'en'], 'ar'],
  ['system', ['en-GB', 'ar'], 'en'],
  ['system', ['fr-FR'], 'en'],
  ['system', [], 'en'],
] as const)('the choice %s in a browser of %j speaks %s', (chosen, browserLanguages, language) => {
  expect(languageFor(chosen, browserLanguages)).toBe(language);
});
