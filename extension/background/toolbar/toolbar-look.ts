/** The toolbar icon for an app state: icon, badge, colour, title. */
import type { AppState } from '../../state/app-state.ts';
import type { TextKey } from '../../state/texts.ts';
import { showNumber } from '../../../shared/phone-number.ts';

type Look = { icon: 'ready' | 'ringing' | 'call' | 'problem' | 'off'; badge: string; colour: string; textColour?: string; title: string };
/** A text of the locale, its placeholders filled. */
type Say = (key: TextKey, parts?: Record<string, string>) => string;

/** The table of toolbar icons in the interface design. A badge has at most 4 characters. */
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
      if (call.heldSince !== undefined) {
        return { icon: 'call', badge: say('toolbarHold'), colour: '#F0AC2E', textColour: '#2A1A00', title: say('toolbarHeld', { number }) };
      }
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
