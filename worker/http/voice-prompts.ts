/** What callers, and agents on their own phones, are told by voice. */
import { countryOf } from '../../shared/phone-number.ts';
import type { SettingValues } from './settings-schema.ts';

export type Language = 'en' | 'ar';

export const voicemailWords: Record<Language, string> = {
  en: 'Sorry, nobody can take your call right now. Please leave a message after the tone.',
  ar: 'عذرًا، لا يمكن لأحد الرد على مكالمتك الآن. يُرجى ترك رسالة بعد سماع الصافرة.',
};

export const acceptWords: Record<Language, string> = {
  en: 'A customer is calling. Press 1 to take the call.',
  ar: 'عميل يتصل الآن. اضغط واحد للرد على المكالمة.',
};

/** The language chosen for callers from there; English where none was. */
export function languageOfCaller(from: string | null, languages: SettingValues['CALLER_LANGUAGES'] = new Map()): Language {
  const country = from === null ? null : countryOf(from);
  return (country && languages.get(country)) ?? languages.get('*') ?? 'en';
}
