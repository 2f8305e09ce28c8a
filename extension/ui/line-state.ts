/** Which of the states of the Line the board shows. */
import { isLive } from '../../shared/call.ts';
import type { Board } from '../board.ts';

export type LineState = 'ready' | 'ringing' | 'call' | 'problem' | 'off';

/** A live call comes first, then whether this browser is paired, then the line. Being checked is not yet ready: `off`. */
export function lineStateOf({ agent, call, line }: Board): LineState {
  if (isLive(call)) return call.phase.is === 'connected' ? 'call' : 'ringing';
  if (!agent) return line.is === 'problem' ? 'problem' : 'off';
  if (line.is === 'ready' || line.is === 'problem') return line.is;
  return 'off';
}
