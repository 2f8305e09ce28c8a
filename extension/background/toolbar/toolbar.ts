/** Draws the toolbar icon, which shows the state of the line and of the call. */
import browser from '../../browser.ts';
import { readAppState } from '../../state/app-state-store.ts';
import { languageFor } from '../../state/language-choice.ts';
import { readSettings } from '../../state/settings-store.ts';
import type { Language } from '../../../shared/language.ts';
import { lookOf } from './toolbar-look.ts';

type Texts = Record<string, { message: string }>;

const sizes = [16, 24, 32, 48];
/** Rings every minute of a call: the badge counts minutes. */
export const callMinuteAlarm = 'call-minute';

/** The look that this run of the service worker drew last: most changes of the app state leave it the same. */
let drawn = '';

export async function redrawToolbar(): Promise<void> {
  const appState = await readAppState();
  const look = lookOf(appState, await textsNow(), Date.now());
  if (JSON.stringify(look) === drawn) return;
  drawn = JSON.stringify(look);
  const { icon, badge, colour, title } = look;
  await Promise.all([
    chrome.action.setIcon({ path: Object.fromEntries(sizes.map((size) => [size, `/icons/${icon}-${size}.png`])) }),
    browser.action.setBadgeText({ text: badge }),
    browser.action.setBadgeBackgroundColor({ color: colour }),
    chrome.action.setBadgeTextColor({ color: '#FFFFFF' }),
    browser.action.setTitle({ title }),
    appState.call?.phase.is === 'connected'
      ? browser.alarms.create(callMinuteAlarm, { periodInMinutes: 1 })
      : browser.alarms.clear(callMinuteAlarm),
  ]);
}

/** Says a text of the locale with its placeholders filled in turn. */
export async function textsNow(): Promise<(key: string, ...words: string[]) => string> {
  const known = await texts();
  return (key, ...words) => sayFrom(known, key, words);
}

const sayFrom = (known: Texts, key: string, words: string[]) =>
  words.reduce((said, word, i) => said.replace(`$${i + 1}`, () => word), known[key]?.message ?? '');

const files = new Map<Language, Promise<Texts>>();

/** Chrome's own `i18n` follows the browser alone; the title follows the language that was chosen. */
async function texts(): Promise<Texts> {
  const language = languageFor((await readSettings()).language, navigator.languages);
  const read =
    files.get(language) ??
    fetch(browser.runtime.getURL(`_locales/${language}/messages.json`)).then((file) => file.json() as Promise<Texts>);
  files.set(language, read);
  return read;
}
