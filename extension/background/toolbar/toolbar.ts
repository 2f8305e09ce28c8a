/** The toolbar icon: says the state of the line and of the call by icon, badge and title. */
import browser from '../../browser.ts';
import type { AppState } from '../../state/app-state.ts';
import { readAppState } from '../../state/app-state-store.ts';
import type { TextKey } from '../../state/texts.ts';
import { showNumber } from '../../../shared/phone-number.ts';
import { textsNow } from './texts-now.ts';

type Look = { icon: 'ready' | 'ringing' | 'call' | 'problem' | 'off'; badge: string; colour: string; title: string };
type Say = (key: TextKey, parts?: Record<string, string>) => string;

const sizes = [16, 24, 32, 48];
const everyMinute = 'call-minute';

/** What this run of the service worker drew last: most changes of the app state change nothing here. */
let drawn = '';

/** Draws what the app state says. */
export async function onAppStateChanged(): Promise<void> {
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
      ? browser.alarms.create(everyMinute, { periodInMinutes: 1 })
      : browser.alarms.clear(everyMinute),
  ]);
}

/** Colours and words: the table of toolbar icons in the interface design. At most 4 characters in a badge. */
export function lookOf({ call, incoming, missed, line, agent, problem }: AppState, say: Say, now: number): Look {
  const number = call ? showNumber(call.number) : '';
  const [ringing] = incoming;
  if (ringing) {
    const { number: from, written } = ringing.caller;
    return {
      icon: 'ringing',
      badge: String(incoming.length),
      colour: '#2B5BD7',
      title: say('toolbarIncoming', { caller: from ? showNumber(from) : written || say('noCallerId') }),
    };
  }
  switch (call?.phase.is) {
    case 'dialling':
    case 'queued':
    case 'own-phone-ringing':
    case 'own-phone-answered':
    case 'ringing':
      return { icon: 'ringing', badge: '…', colour: '#2B5BD7', title: say('toolbarRinging', { number }) };
    case 'connected': {
      const minutes = Math.floor((now - call.phase.since) / 60_000);
      const badge = minutes > 0 ? say('toolbarMinutes', { minutes: String(Math.min(minutes, 999)) }) : '';
      return { icon: 'call', badge, colour: '#147A3D', title: say('toolbarCall', { number, minutes: String(minutes) }) };
    }
    default:
      break;
  }
  if (!agent || line.is === 'off') return { icon: 'off', badge: '', colour: '#66767A', title: say('toolbarOff') };
  if (missed > 0 && line.is !== 'problem' && !problem) {
    return {
      icon: 'ready',
      badge: missed > 99 ? '99+' : String(missed),
      colour: '#C3271F',
      title: say('toolbarMissed', { count: String(missed) }),
    };
  }
  if (line.is === 'problem' || problem) return { icon: 'problem', badge: '!', colour: '#C3271F', title: say('toolbarProblem') };
  return { icon: 'ready', badge: '', colour: '#0B5C66', title: say(line.is === 'ready' ? 'toolbarReady' : 'toolbarChecking') };
}
