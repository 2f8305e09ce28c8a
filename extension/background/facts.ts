/** What the engine reports, put on the board. */
import { isLive, step } from '../../shared/call.ts';
import { type Board, changeBoard, type Line } from '../board.ts';
import type { EngineCall, Fact, LineFact } from '../messages.ts';
import { readPairing, readSettings } from '../settings.ts';
import { onCall } from './call-on-board.ts';
import { order } from './engine.ts';
import { settleFromLog } from './outcome.ts';
import { bringToken } from './token.ts';

export async function learn(fact: Fact): Promise<void> {
  switch (fact.fact) {
    case 'engineStarted':
      await changeBoard((board) => recover({ ...board, microphone: fact.microphone, line: lineOf(fact.line, board.line) }, fact.calls));
      if (fact.line.is === 'off' && (await readPairing())) await holdLine();
      return;
    case 'lineMoved':
      await changeBoard((board) => ({ ...board, line: lineOf(fact.line, board.line) }));
      return;
    case 'tokenNeeded':
      return bringToken();
    case 'microphoneMoved':
      await changeBoard((board) => ({
        ...board,
        microphone: fact.microphone,
        problem:
          fact.microphone !== 'granted' && isLive(board.call) ? { problem: { code: 'microphone-lost' }, at: Date.now() } : board.problem,
      }));
      return;
    case 'callMoved': {
      const board = await onCall(fact.callId, (call) => ({ ...call, ...step(call, fact.move), ...(fact.sid ? { sid: fact.sid } : {}) }));
      if (board.call?.id === fact.callId && fact.move.happened !== 'rang') await settleFromLog(board.call);
      return;
    }
    case 'callMuted':
      await onCall(fact.callId, (call) => ({ ...call, muted: fact.on }));
      return;
    case 'keysSent':
      await onCall(fact.callId, (call) => ({ ...call, keys: call.keys + fact.keys }));
      return;
    case 'callQuality':
      await onCall(fact.callId, (call) => ({ ...call, quality: fact.quality }));
      return;
    case 'callReconnecting':
      await onCall(fact.callId, ({ reconnectingSince: _, ...call }) =>
        fact.since === null ? call : { ...call, reconnectingSince: fact.since },
      );
      return;
  }
}

async function holdLine(): Promise<void> {
  const { microphoneId, speakerId } = await readSettings();
  await order({ order: 'useDevices', microphoneId, speakerId });
  await order({ order: 'holdLine' });
}

function lineOf(fact: LineFact, before: Line): Line {
  switch (fact.is) {
    case 'off':
      // Why it went off (a revoked session) stays on show until the next attempt.
      return before.is === 'problem' ? before : { is: 'off' };
    case 'connecting':
      return fact;
    case 'registered':
      return { is: 'ready', provenAt: fact.provenAt };
    case 'down':
      return { is: 'problem', problem: fact.problem, since: fact.since, ...(fact.retryAt ? { retryAt: fact.retryAt } : {}) };
  }
}

/** The engine is the truth about calls: one it does not hold any more has dropped, one it holds is as it says. */
export function recover(board: Board, calls: EngineCall[]): Board {
  const { call } = board;
  if (!isLive(call)) return board;
  const known = calls.find(({ callId }) => callId === call.id);
  if (!known) {
    // An order that is still on its way: the engine starts because a call was asked for.
    if (call.phase.is === 'dialling' && call.sid === undefined) return board;
    return {
      ...board,
      call: { ...call, ...step(call, { happened: 'ended', at: Date.now(), outcome: 'failed', problem: { code: 'call-dropped' } }) },
    };
  }
  const at = known.since;
  const moved = known.phase === 'dialling' ? call : step(call, { happened: known.phase === 'ringing' ? 'rang' : 'answered', at });
  return { ...board, call: { ...call, ...moved, muted: known.muted, ...(known.sid ? { sid: known.sid } : {}) } };
}
