/** Which language Hatif speaks. */
import type { Settings } from './settings.ts';

export type Language = 'en' | 'ar';

/** What was chosen, else the first of the browser's languages that Hatif speaks, else English. */
export function languageFor(chosen: Settings['language'], browserLanguages: readonly string[]): Language {
  if (chosen !== 'system') return chosen;
  const spoken = browserLanguages.map((tag) => tag.split('-')[0]).find((tag) => tag === 'en' || tag === 'ar');
  return spoken === 'ar' ? 'ar' : 'en';
}
