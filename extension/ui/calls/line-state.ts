/** Derives the state of the line indicator from the app state. */
import { isLive } from '../../../shared/call.ts';
import type { AppState } from '../../state/app-state.ts';

export type LineState = 'ready' | 'ringing' | 'call' | 'problem' | 'off';

/** Precedence: live call, ringing call, pairing, line. A line that is being checked is `off`: it is not ready yet. */
export function lineStateOf({ agent, availability, call, incoming, line }: AppState): LineState {
  if (isLive(call)) return call.phase.is === 'connected' ? 'call' : 'ringing';
  if (incoming.length > 0) return 'ringing';
  if (!agent) return line.is === 'problem' ? 'problem' : 'off';
  if (line.is === 'ready' && availability === 'away') return 'off';
  if (line.is === 'ready' || line.is === 'problem') return line.is;
  if (line.is === 'unproven') return 'problem';
  return 'off';
}
