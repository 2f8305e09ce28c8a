/** Which of the states of the Line the app state shows. */
import { isLive } from '../../../shared/call.ts';
import type { AppState } from '../../state/app-state.ts';

export type LineState = 'ready' | 'ringing' | 'call' | 'problem' | 'off';

/** A live call comes first, then one that rings, then whether this browser is paired, then the line. Being checked is not yet ready: `off`. */
export function lineStateOf({ agent, availability, call, incoming, line }: AppState): LineState {
  if (isLive(call)) return call.phase.is === 'connected' ? 'call' : 'ringing';
  if (incoming.length > 0) return 'ringing';
  if (!agent) return line.is === 'problem' ? 'problem' : 'off';
  if (line.is === 'ready' && availability === 'away') return 'off';
  if (line.is === 'ready' || line.is === 'problem') return line.is;
  if (line.is === 'unproven') return 'problem';
  return 'off';
}
