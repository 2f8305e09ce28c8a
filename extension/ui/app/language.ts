/** The current language, and the locale of its numbers, dates and clock. */
import { computed, signal } from '@preact/signals';
import type { Language } from '../../../shared/language.ts';

export const language = signal<Language>('en');

/** Digits are 0 to 9 in both languages. */
export const locale = computed(() => (language.value === 'ar' ? 'ar-u-nu-latn-ca-gregory' : 'en-GB-u-nu-latn'));

/** The clock follows the system's 12 or 24 hours, whatever the language. */
export const hour12 = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions().hour12 ?? false;
