/** Hatif's own texts in the background, in the chosen language. Chrome's own `i18n` follows the browser's language alone. */
import browser from '../../browser.ts';
import type { Language } from '../../../shared/language.ts';
import { languageFor } from '../../state/language-choice.ts';
import { readSettings } from '../../state/settings-store.ts';
import { formatMessage, type Messages, type TextKey } from '../../state/texts.ts';

export async function textsNow(): Promise<(key: TextKey, parts?: Record<string, string>) => string> {
  const messages = await messagesNow();
  return (key, parts) => formatMessage(messages, key, parts);
}

/** Files that this run of the service worker has read. */
const files = new Map<Language, Promise<Messages>>();

async function messagesNow(): Promise<Messages> {
  const language = languageFor((await readSettings()).language, navigator.languages);
  const file =
    files.get(language) ??
    fetch(browser.runtime.getURL(`_locales/${language}/messages.json`)).then((response) => response.json() as Promise<Messages>);
  files.set(language, file);
  return file;
}
