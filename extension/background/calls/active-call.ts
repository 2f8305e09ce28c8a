/** The one call on the board, found and changed by its id. */
import { isLive } from '../../../shared/call.ts';
import { ProblemError } from '../../../shared/problem.ts';
import { type Board, type CallOnBoard, changeBoard, readBoard } from '../../state/app-state.ts';

/** Changes the call of that id; word about another call is about the past and changes nothing. */
export function onCall(callId: string, change: (call: CallOnBoard) => CallOnBoard): Promise<Board> {
  return changeBoard((board) => (board.call?.id === callId ? { ...board, call: change(board.call) } : board));
}

/** @throws {ProblemError} `call-unknown` when no call of that id is live. */
export async function liveCall(callId: string): Promise<CallOnBoard> {
  const { call } = await readBoard();
  if (!isLive(call) || call.id !== callId) throw new ProblemError('call-unknown');
  return call;
}
