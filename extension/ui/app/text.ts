/** Reads Hatif's own texts in the language of the moment; a component that reads one follows a change of language. */
import type { ComponentChildren } from 'preact';
import ar from '../../_locales/ar/messages.json' with { type: 'json' };
import en from '../../_locales/en/messages.json' with { type: 'json' };
import type { Language } from '../../state/language-choice.ts';
import { language, locale } from './language.ts';

export type TextKey = keyof typeof en;
/** A counted word: `minutes` stands for `minutes_one`, `minutes_other` and, in Arabic, all six forms. */
export type CountedKey = TextKey extends infer Key ? (Key extends `${infer Name}_other` ? Name : never) : never;

const messages: Record<Language, Record<string, { message: string }>> = { en, ar };

/** The text of `key`, with its `$name$` places filled from `parts`. */
export function text(key: TextKey, parts: Record<string, string> = {}): string {
  return fill(key, parts).join('');
}

/** As `text`, for a sentence with something other than words inside: a number, a link. */
export function richText(key: TextKey, parts: Record<string, ComponentChildren>): ComponentChildren[] {
  return fill(key, parts);
}

/** `count` with its word in the form the language asks for: `1 minute`, `3 دقائق`. */
export function counted(key: CountedKey, count: number): string {
  const form = new Intl.PluralRules(locale.value).select(count);
  const named = `${key}_${form}` in messages[language.value] ? `${key}_${form}` : `${key}_other`;
  return text(named as TextKey, { count: formatCount(count) });
}

export function formatCount(count: number): string {
  return new Intl.NumberFormat(locale.value).format(count);
}

/** Whether a text exists, for keys put together from a code. */
export function hasText(key: string): key is TextKey {
  return key in en;
}

/** The names of the `$places$` in a text. */
export function placeholdersOf(key: TextKey): string[] {
  return [...messages[language.value][key]!.message.matchAll(placeholderPattern)].map(([, name]) => name!);
}

const placeholderPattern = /\$([a-z_]+)\$/g;

function fill<Part>(key: TextKey, parts: Record<string, Part>): (Part | string)[] {
  const pieces = messages[language.value][key]!.message.split(placeholderPattern);
  // A split by one group puts the names at every second place.
  return pieces.map((piece, index) => (index % 2 ? (parts[piece] ?? `$${piece}$`) : piece)).filter((piece) => piece !== '');
}
