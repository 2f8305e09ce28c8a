/** What the engine reports, put in the app state. */
import { isLive, step } from '../../shared/call.ts';
import type { Line } from '../state/app-state.ts';
import { changeAppState, readAppState } from '../state/app-state-store.ts';
import { fallbackRoute } from '../state/call-route.ts';
import type { EngineEvent, EngineLine } from '../protocol/engine-events.ts';
import { readPairing, readSettings } from '../state/settings-store.ts';
import { onAnswerFailed, applyRingingCallChange } from './incoming/answering.ts';
import { changeCall } from './calls/active-call.ts';
import { sendToEngine } from './line/engine.ts';
import { settleFromLog } from './calls/settle-call.ts';
import { switchToOwnPhone } from './calls/own-phone.ts';
import { holdPush } from './line/push-socket.ts';
import { sendProbe, onProbeRang } from './line/line-probe.ts';
import { applyIncomingLogPush } from './incoming/incoming-log-push.ts';
import { applyLogPush } from './calls/log-push.ts';
import { reconcileCall } from './calls/reconcile-engine.ts';
import { onCallInvited, onInviteEnded, syncRinging } from './incoming/ringing.ts';
import { sendToken } from './line/token.ts';

/** Events come one after another; what has to ask the backend goes on beside them, so that a slow answer holds up none. */
export async function handleEngineEvent(event: EngineEvent): Promise<void> {
  switch (event.event) {
    case 'engineStarted':
      await engineStarted(event);
      await holdPush();
      if (event.line.is === 'off' && (await readPairing())) await holdLine();
      return;
    case 'lineChanged':
      await changeAppState((appState) => ({ ...appState, line: lineOf(event.line, appState.line) }));
      return;
    case 'tokenNeeded':
      void sendToken();
      return;
    case 'microphoneChangedEvent':
      await changeAppState((appState) => ({
        ...appState,
        microphone: event.microphone,
        problem:
          event.microphone !== 'granted' && isLive(appState.call)
            ? { problem: { code: 'microphone-lost' }, at: Date.now() }
            : appState.problem,
      }));
      return;
    case 'callChanged': {
      if (await wentToOwnPhone(event)) return;
      await changeAppState((before) => applyRingingCallChange(before, event));
      const appState = await changeCall(event.callId, (call) => ({
        ...call,
        ...step(call, event.move),
        ...(event.sid ? { sid: event.sid } : {}),
      }));
      if (appState.call?.id === event.callId && event.move.happened !== 'rang') void settleFromLog(appState.call);
      return;
    }
    case 'callMuted':
      await changeCall(event.callId, (call) => ({ ...call, muted: event.on }));
      return;
    case 'keysSent':
      await changeCall(event.callId, (call) => ({ ...call, keys: call.keys + event.keys }));
      return;
    case 'callQuality':
      await changeCall(event.callId, (call) => ({ ...call, quality: event.quality }));
      return;
    case 'callsPushed':
      await applyLogPush(event.calls, event.standing);
      void applyIncomingLogPush(event.calls);
      return;
    case 'busyElsewhere':
      await changeAppState((appState) => (appState.busyElsewhere === event.on ? appState : { ...appState, busyElsewhere: event.on }));
      return;
    case 'callInvited':
      return onCallInvited(event.invited);
    case 'inviteEnded':
      return onInviteEnded(event.callId, event.at);
    case 'answerFailed':
      return onAnswerFailed(event);
    case 'probeNeeded':
      void sendProbe(event.probe);
      return;
    case 'probeRang':
      return onProbeRang(event.probe, event.at);
    case 'callReconnecting':
      await changeCall(event.callId, ({ reconnectingSince: _, ...call }) =>
        event.since === null ? call : { ...call, reconnectingSince: event.since },
      );
      return;
  }
}

/** A call that the browser could not make goes through the agent's own phone, unless they talked already. */
async function wentToOwnPhone({ callId, move }: Extract<EngineEvent, { event: 'callChanged' }>): Promise<boolean> {
  const { call, agent } = await readAppState();
  if (move.happened !== 'ended' || !move.problem || call?.id !== callId || !isLive(call)) return false;
  if (call.mode !== 'browser' || call.direction !== 'outgoing' || call.phase.is === 'connected') return false;
  const way = fallbackRoute(move.problem, agent);
  if (way.is === 'closed') {
    await changeCall(callId, (now) => ({ ...now, ...step(now, { ...move, problem: way.problem }) }));
    return false;
  }
  await switchToOwnPhone(callId, move.problem);
  return true;
}

async function engineStarted({ calls, invited, line, microphone }: Extract<EngineEvent, { event: 'engineStarted' }>): Promise<void> {
  const settings = await readSettings();
  await changeAppState((appState) => reconcileCall({ ...appState, microphone, line: lineOf(line, appState.line) }, calls));
  await changeAppState((appState) => syncRinging(appState, invited, settings));
  await sendToEngine({ command: 'beQuiet', on: settings.doNotDisturb });
}

async function holdLine(): Promise<void> {
  const { microphoneId, speakerId, ringerId } = await readSettings();
  await sendToEngine({ command: 'useDevices', microphoneId, speakerId, ringerId });
  await sendToEngine({ command: 'holdLine' });
}

function lineOf(engineLine: EngineLine, before: Line): Line {
  switch (engineLine.is) {
    case 'off':
      // Why it went off (a revoked session) stays on show until the next attempt.
      return before.is === 'problem' ? before : { is: 'off' };
    case 'connecting':
      return engineLine;
    case 'proven':
      return { is: 'ready', provenAt: engineLine.provenAt, ...(engineLine.rebuiltAt ? { rebuiltAt: engineLine.rebuiltAt } : {}) };
    case 'unproven':
      return engineLine;
    case 'down':
      return {
        is: 'problem',
        problem: engineLine.problem,
        since: engineLine.since,
        ...(engineLine.retryAt ? { retryAt: engineLine.retryAt } : {}),
      };
  }
}
