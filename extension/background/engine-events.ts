/** What the engine reports, put on the board. */
import { isLive, step } from '../../shared/call.ts';
import { changeBoard, type Line, readBoard } from '../state/app-state.ts';
import { wayRound } from '../state/call-route.ts';
import type { Fact, LineFact } from '../protocol/messages.ts';
import { readPairing, readSettings } from '../state/settings.ts';
import { answerFailed, takeUp } from './incoming/answering.ts';
import { onCall } from './calls/active-call.ts';
import { order } from './line/engine.ts';
import { settleFromLog } from './calls/settle-call.ts';
import { takeOwnPhone } from './calls/own-phone.ts';
import { holdPush } from './line/pairing.ts';
import { sendProbe, testRang } from './line/line-probe.ts';
import { learnIncoming } from './incoming/incoming-log-push.ts';
import { learnFromLog } from './calls/log-push.ts';
import { recover } from './calls/reconcile-engine.ts';
import { callInvited, inviteEnded, syncRinging } from './incoming/ringing.ts';
import { bringToken } from './line/token.ts';

/** Facts come one after another; what has to ask the backend goes on beside them, so that a slow answer holds up none. */
export async function learn(fact: Fact): Promise<void> {
  switch (fact.fact) {
    case 'engineStarted':
      await engineStarted(fact);
      await holdPush();
      if (fact.line.is === 'off' && (await readPairing())) await holdLine();
      return;
    case 'lineMoved':
      await changeBoard((board) => ({ ...board, line: lineOf(fact.line, board.line) }));
      return;
    case 'tokenNeeded':
      void bringToken();
      return;
    case 'microphoneMoved':
      await changeBoard((board) => ({
        ...board,
        microphone: fact.microphone,
        problem:
          fact.microphone !== 'granted' && isLive(board.call) ? { problem: { code: 'microphone-lost' }, at: Date.now() } : board.problem,
      }));
      return;
    case 'callMoved': {
      if (await wentToOwnPhone(fact)) return;
      await changeBoard((before) => takeUp(before, fact));
      const board = await onCall(fact.callId, (call) => ({ ...call, ...step(call, fact.move), ...(fact.sid ? { sid: fact.sid } : {}) }));
      if (board.call?.id === fact.callId && fact.move.happened !== 'rang') void settleFromLog(board.call);
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
    case 'callsPushed':
      await learnFromLog(fact.calls, fact.standing);
      void learnIncoming(fact.calls);
      return;
    case 'busyElsewhere':
      await changeBoard((board) => (board.busyElsewhere === fact.on ? board : { ...board, busyElsewhere: fact.on }));
      return;
    case 'callInvited':
      return callInvited(fact.invited);
    case 'inviteEnded':
      return inviteEnded(fact.callId, fact.at);
    case 'answerFailed':
      return answerFailed(fact);
    case 'probeNeeded':
      void sendProbe(fact.probe);
      return;
    case 'probeRang':
      return testRang(fact.probe, fact.at);
    case 'callReconnecting':
      await onCall(fact.callId, ({ reconnectingSince: _, ...call }) =>
        fact.since === null ? call : { ...call, reconnectingSince: fact.since },
      );
      return;
  }
}

/** A call that the browser could not make goes through the agent's own phone, unless they talked already. */
async function wentToOwnPhone({ callId, move }: Extract<Fact, { fact: 'callMoved' }>): Promise<boolean> {
  const { call, agent } = await readBoard();
  if (move.happened !== 'ended' || !move.problem || call?.id !== callId || !isLive(call)) return false;
  if (call.mode !== 'browser' || call.direction !== 'outgoing' || call.phase.is === 'connected') return false;
  const way = wayRound(move.problem, agent);
  if (way.is === 'closed') {
    await onCall(callId, (now) => ({ ...now, ...step(now, { ...move, problem: way.problem }) }));
    return false;
  }
  await takeOwnPhone(callId, move.problem);
  return true;
}

async function engineStarted({ calls, invited, line, microphone }: Extract<Fact, { fact: 'engineStarted' }>): Promise<void> {
  const settings = await readSettings();
  await changeBoard((board) => recover({ ...board, microphone, line: lineOf(line, board.line) }, calls));
  await changeBoard((board) => syncRinging(board, invited, settings));
  await order({ order: 'beQuiet', on: settings.doNotDisturb });
}

async function holdLine(): Promise<void> {
  const { microphoneId, speakerId, ringerId } = await readSettings();
  await order({ order: 'useDevices', microphoneId, speakerId, ringerId });
  await order({ order: 'holdLine' });
}

function lineOf(fact: LineFact, before: Line): Line {
  switch (fact.is) {
    case 'off':
      // Why it went off (a revoked session) stays on show until the next attempt.
      return before.is === 'problem' ? before : { is: 'off' };
    case 'connecting':
      return fact;
    case 'proven':
      return { is: 'ready', provenAt: fact.provenAt, ...(fact.rebuiltAt ? { rebuiltAt: fact.rebuiltAt } : {}) };
    case 'unproven':
      return fact;
    case 'down':
      return { is: 'problem', problem: fact.problem, since: fact.since, ...(fact.retryAt ? { retryAt: fact.retryAt } : {}) };
  }
}
