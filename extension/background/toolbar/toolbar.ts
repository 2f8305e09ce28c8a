/** Draws the toolbar icon, which shows the state of the line and of the call. */
import browser from '../../browser.ts';
import { readAppState } from '../../state/app-state-store.ts';
import { textsNow } from './texts-now.ts';
import { lookOf } from './toolbar-look.ts';

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
  const { icon, badge, colour, textColour = '#FFFFFF', title } = look;
  await Promise.all([
    chrome.action.setIcon({ path: Object.fromEntries(sizes.map((size) => [size, `/icons/${icon}-${size}.png`])) }),
    browser.action.setBadgeText({ text: badge }),
    browser.action.setBadgeBackgroundColor({ color: colour }),
    chrome.action.setBadgeTextColor({ color: textColour }),
    browser.action.setTitle({ title }),
    appState.call?.phase.is === 'connected'
      ? browser.alarms.create(callMinuteAlarm, { periodInMinutes: 1 })
      : browser.alarms.clear(callMinuteAlarm),
  ]);
}
