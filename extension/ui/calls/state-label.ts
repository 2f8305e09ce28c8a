/** The state of the line and the call in an icon, a word and a detail, as headers show it. */
import { isLive, type Phase } from '../../../shared/call.ts';
import type { AppState } from '../../state/app-state.ts';
import type { IconName } from '../app/icon.tsx';
import type { LineState } from './line-state.ts';
import { clockTime, provenWords } from '../app/format-time.ts';
import { text, type TextKey } from '../app/text.ts';

export type StateWords = { icon: IconName; word: string; detail: string; tone: LineState | 'held' };

/** Ready always comes with when it was proven; a Problem with since when. `now` in Unix milliseconds. */
export function stateWords(appState: AppState, now: number): StateWords {
  const { call, incoming, line, agent, availability } = appState;
  if (isLive(call)) return callWords(call);
  if (incoming.length > 0) return { icon: 'ring', word: text('incomingCall'), detail: '', tone: 'ringing' };
  switch (line.is) {
    case 'ready':
      if (availability === 'away')
        return { icon: 'bell-off', word: text('stateAway'), detail: provenWords(line.provenAt, now), tone: 'off' };
      return { icon: 'check-ring', word: text('stateReady'), detail: provenWords(line.provenAt, now), tone: 'ready' };
    case 'problem':
      return { icon: 'alert', word: text('lineDown'), detail: text('since', { time: clockTime(line.since) }), tone: 'problem' };
    case 'unproven':
      return { icon: 'alert', word: text('stateNotProven'), detail: text('since', { time: clockTime(line.since) }), tone: 'problem' };
    case 'connecting': {
      const detail = line.because === 'went-silent' ? text('stateRebuilding') : '';
      return { icon: 'pulse', word: text('stateChecking'), detail, tone: 'off' };
    }
    case 'off':
      return agent
        ? { icon: 'pulse', word: text('stateChecking'), detail: '', tone: 'off' }
        : { icon: 'link', word: text('stateNotPaired'), detail: '', tone: 'off' };
  }
}

function callWords({ phase, mode, reconnectingSince }: NonNullable<AppState['call']>): StateWords {
  if (reconnectingSince !== undefined) return { icon: 'pulse', word: text('stateReconnecting'), detail: '', tone: 'held' };
  if (phase.is === 'connected') return { icon: 'phone', word: text('stateInCall'), detail: '', tone: 'call' };
  if (mode === 'phone') return { icon: 'mobile', word: text(ownPhoneWords[phase.is] ?? 'stateCalling'), detail: '', tone: 'ringing' };
  return { icon: 'phone', word: text(phase.is === 'ringing' ? 'stateRinging' : 'stateCalling'), detail: '', tone: 'ringing' };
}

const ownPhoneWords: Partial<Record<Phase['is'], TextKey>> = {
  queued: 'stateQueued',
  'own-phone-ringing': 'stateOwnPhoneRings',
  'own-phone-answered': 'stateOwnPhoneAsks',
  ringing: 'stateTheirPhoneRings',
};
