/** The icon, label and detail that headers show for the state of the line and the call. */
import { isLive, type Phase } from '../../../shared/call.ts';
import type { AppState } from '../../state/app-state.ts';
import type { IconName } from '../app/icon.tsx';
import type { LineState } from './line-state.ts';
import { formatTime, formatProvenAgo } from '../app/format-time.ts';
import { text, type TextKey } from '../app/text.ts';

export type StateLabel = { icon: IconName; label: string; detail: string; tone: LineState | 'held' };

/** Ready includes the age of its proof in the words of `age`, a Problem its start time. `now` in Unix milliseconds. */
export function stateLabel(appState: AppState, now: number, age = formatProvenAgo): StateLabel {
  const { call, incoming, line, agent, availability } = appState;
  if (isLive(call)) return callStateLabel(call);
  if (incoming.length > 0) return { icon: 'ring', label: text('incomingCall'), detail: '', tone: 'ringing' };
  switch (line.is) {
    case 'ready':
      if (availability === 'away') return { icon: 'bell-off', label: text('stateAway'), detail: age(line.provenAt, now), tone: 'off' };
      return { icon: 'check-ring', label: text('stateReady'), detail: age(line.provenAt, now), tone: 'ready' };
    case 'problem':
      return { icon: 'alert', label: text('lineDown'), detail: text('since', { time: formatTime(line.since) }), tone: 'problem' };
    case 'unproven':
      return { icon: 'alert', label: text('stateNotProven'), detail: text('since', { time: formatTime(line.since) }), tone: 'problem' };
    case 'connecting': {
      const detail = line.because === 'went-silent' ? text('stateRebuilding') : '';
      return { icon: 'pulse', label: text('stateChecking'), detail, tone: 'off' };
    }
    case 'off':
      return agent
        ? { icon: 'pulse', label: text('stateChecking'), detail: '', tone: 'off' }
        : { icon: 'link', label: text('stateNotPaired'), detail: '', tone: 'off' };
  }
}

function callStateLabel({ phase, mode, reconnectingSince, heldSince }: NonNullable<AppState['call']>): StateLabel {
  if (reconnectingSince !== undefined) return { icon: 'pulse', label: text('stateReconnecting'), detail: '', tone: 'held' };
  if (phase.is === 'connected' && heldSince !== undefined) return { icon: 'pause', label: text('onHold'), detail: '', tone: 'held' };
  if (phase.is === 'connected') return { icon: 'phone', label: text('stateInCall'), detail: '', tone: 'call' };
  if (mode === 'phone') return { icon: 'mobile', label: text(ownPhoneLabelKeys[phase.is] ?? 'stateCalling'), detail: '', tone: 'ringing' };
  return { icon: 'phone', label: text(phase.is === 'ringing' ? 'stateRinging' : 'stateCalling'), detail: '', tone: 'ringing' };
}

const ownPhoneLabelKeys: Partial<Record<Phase['is'], TextKey>> = {
  queued: 'stateQueued',
  'own-phone-ringing': 'stateOwnPhoneRings',
  'own-phone-answered': 'stateOwnPhoneAsks',
  ringing: 'stateTheirPhoneRings',
};
