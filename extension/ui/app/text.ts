/** Hatif's own texts in the current language. A component that reads one is drawn again when the language changes. */
import type { ComponentChildren } from 'preact';
import ar from '../../_locales/ar/messages.json' with { type: 'json' };
import en from '../../_locales/en/messages.json' with { type: 'json' };
import type { Language } from '../../../shared/language.ts';
import * as texts from '../../state/texts.ts';
import type { CountedKey, Messages, TextKey } from '../../state/texts.ts';
import { language, locale } from './language.ts';

export type { CountedKey, TextKey };

const messages: Record<Language, Messages> = { en, ar };

/** The text of `key`, with its `$name$` placeholders filled from `parts`. */
export function text(key: TextKey, parts: Record<string, string> = {}): string {
  return texts.formatMessage(messages[language.value], key, parts);
}

/** As `text`, for a sentence that contains something other than text: a number, a link. */
export function richText(key: TextKey, parts: Record<string, ComponentChildren>): ComponentChildren[] {
  return texts.messageParts(messages[language.value], key, parts);
}

/** `count` with its noun in the plural form of the language: `1 minute`, `3 دقائق`. */
export function counted(key: CountedKey, count: number): string {
  return text(texts.pluralKey(messages[language.value], key, count, locale.value), { count: formatCount(count) });
}

export function formatCount(count: number): string {
  return new Intl.NumberFormat(locale.value).format(count);
}

/** Whether a text exists, for keys that are composed from a code. */
export function hasText(key: string): key is TextKey {
  return key in en;
}

/** The names of the `$placeholders$` in a text. */
export function placeholdersOf(key: TextKey): string[] {
  return texts.placeholdersOf(messages[language.value], key);
}
