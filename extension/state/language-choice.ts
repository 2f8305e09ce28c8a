/** Chooses the language of texts and voices. */
import { type Language, languages } from '../../shared/language.ts';
import type { Settings } from './settings.ts';

/** The language of the settings, else the first of the browser's languages that Hatif speaks, else English. */
export function languageFor(chosen: Settings['language'], browserLanguages: readonly string[]): Language {
  if (chosen !== 'system') return chosen;
  const spoken = browserLanguages.map((tag) => tag.split('-')[0]);
  return spoken.flatMap((tag) => languages.filter((language) => language === tag))[0] ?? 'en';
}
