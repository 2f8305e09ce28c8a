/** Reads message files in the format of Chrome's `_locales`: the one reader, for the pages and the background. Pure. */
import type en from '../_locales/en/messages.json';

export type TextKey = keyof typeof en;
/** `lengthMinutes` stands for `lengthMinutes_one`, `lengthMinutes_other` and, in Arabic, all six plural forms. */
export type CountedKey = TextKey extends infer Key ? (Key extends `${infer Name}_other` ? Name : never) : never;

/** The messages of one language. A file may hold more plural forms than the English one. */
export type Messages = Record<TextKey, { message: string }>;

const placeholder = /\$([a-z_]+)\$/g;

/** The message of `key` in pieces, with each `$name$` replaced from `parts`. A placeholder without a part stays as it is. */
export function messageParts<Part>(messages: Messages, key: TextKey, parts: Record<string, Part>): (Part | string)[] {
  const pieces = messages[key].message.split(placeholder);
  // A split by one group puts the names at every second position.
  return pieces.map((piece, index) => (index % 2 ? (parts[piece] ?? `$${piece}$`) : piece)).filter((piece) => piece !== '');
}

/** As `messageParts`, in one string. */
export function formatMessage(messages: Messages, key: TextKey, parts: Record<string, string> = {}): string {
  return messageParts(messages, key, parts).join('');
}

/** The names of the `$placeholders$` in a message. */
export function placeholdersOf(messages: Messages, key: TextKey): string[] {
  return [...messages[key].message.matchAll(placeholder)].map(([, name = '']) => name);
}

/** The key of the plural form that `locale` uses for `count`; `other` where a language has fewer forms. */
export function pluralKey(messages: Messages, key: CountedKey, count: number, locale: string): TextKey {
  const exact = `${key}_${new Intl.PluralRules(locale).select(count)}`;
  return (exact in messages ? exact : `${key}_other`) as TextKey;
}
