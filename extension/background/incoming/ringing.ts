/** Calls that ring here: put on the board when they come, taken off when they are over. */
import { isLive } from '../../../shared/call.ts';
import { type Board, changeBoard, type IncomingCall, type PassedCall, readBoard } from '../../state/app-state.ts';
import type { Invited } from '../../protocol/messages.ts';
import { readPairing, readSettings, type Settings } from '../../state/settings.ts';
import { fetchCall } from '../../worker-client.ts';
import { order } from '../line/engine.ts';
import { listNumbers } from '../page/page-numbers.ts';
import { asPassed } from './incoming-log-push.ts';

/** Between the beep and the answer that comes by itself. */
const countdownMs = 3_000;

/** A call begins to ring. How loudly depends on what the person chose and on whether they are on a call. */
export async function callInvited(invited: Invited): Promise<void> {
  const settings = await readSettings();
  // The backend rings no browser that may not be disturbed, but for a call that was on its way as that was chosen.
  if (settings.doNotDisturb) return order({ order: 'decline', callId: invited.callId });
  const after = await changeBoard((board) =>
    board.incoming.some(({ callId }) => callId === invited.callId)
      ? board
      : { ...board, incoming: [...board.incoming, ringingCall(invited, board, settings)], passed: null },
  );
  void lookForName(invited.callId);
  const { autoAnswerAt } = after.incoming.find(({ callId }) => callId === invited.callId) ?? {};
  if (autoAnswerAt !== undefined) await order({ order: 'answer', callId: invited.callId, at: autoAnswerAt });
}

/** A page that just came to the front marks its numbers within moments; and the person may go to another one meanwhile. */
const askPageAfterMs = [0, 400, 1_200, 3_000];

/** Has the page in front tell its contacts until the caller is one of them, or has stopped ringing. */
async function lookForName(callId: string): Promise<void> {
  for (const ms of askPageAfterMs) {
    await new Promise((resolve) => setTimeout(resolve, ms));
    const call = (await readBoard()).incoming.find((one) => one.callId === callId);
    if (!call?.caller.number || call.caller.name !== null) return;
    await listNumbers();
  }
}

export function ringingCall(invited: Invited, board: Board, { autoAnswer }: Settings): IncomingCall {
  const manner = isLive(board.call) || board.incoming.length > 0 ? 'waiting' : 'loud';
  // One call is answered by itself, never a second one over it.
  const byItself = autoAnswer && manner === 'loud';
  return {
    ...invited,
    manner,
    answering: false,
    ...(byItself ? { autoAnswerAt: Date.now() + countdownMs } : {}),
  };
}

/** It rings here no more, and nobody answered it here: the log knows what became of it. */
export async function inviteEnded(callId: string, at: number): Promise<void> {
  const passed = await takeOff(callId, { at, because: 'unanswered' });
  if (passed) void explain(passed);
}

/** Takes a call off the ringing ones, and leaves word of what became of it. */
export async function takeOff(callId: string, end: Pick<PassedCall, 'at' | 'because'>): Promise<PassedCall | null> {
  let passed: PassedCall | null = null;
  await changeBoard((board) => {
    const call = board.incoming.find((one) => one.callId === callId);
    if (!call) return board;
    passed = { ...call, ...end };
    return { ...board, incoming: board.incoming.filter((one) => one !== call), passed };
  });
  return passed;
}

/** Twilio tells the backend of an answer at about the time it tells this browser to stop ringing. */
const askAfterMs = [150, 600, 2_000];

/** Asks the log until it knows. Its push says the same, where the socket stands. */
async function explain({ callId, sid }: PassedCall): Promise<void> {
  const pairing = await readPairing();
  for (const ms of askAfterMs) {
    await new Promise((resolve) => setTimeout(resolve, ms));
    if (!pairing || (await readBoard()).passed?.callId !== callId) return;
    const told = await fetchCall(pairing, sid).catch(() => null);
    if (!told || told.phase === 'ringing') continue;
    await changeBoard((board) => (board.passed?.callId === callId ? { ...board, passed: asPassed(board.passed, told) } : board));
    return;
  }
}

/** What the engine holds is what is so. */
export function syncRinging(board: Board, invited: readonly Invited[], settings: Settings): Board {
  const kept = board.incoming.filter(({ callId }) => invited.some((one) => one.callId === callId));
  const come = invited.filter(({ callId }) => !kept.some((one) => one.callId === callId));
  if (come.length === 0 && kept.length === board.incoming.length) return board;
  const incoming = come.reduce((all, one) => [...all, ringingCall(one, { ...board, incoming: all }, settings)], kept);
  return { ...board, incoming };
}
