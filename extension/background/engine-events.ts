/** What the engine reports, put in the app state. */
import { isLive, step } from '../../shared/call.ts';
import { changeAppState, readAppState } from '../state/app-state-store.ts';
import { lineToShow } from '../state/line.ts';
import { fallbackRoute } from '../state/call-route.ts';
import type { EngineEvent } from '../protocol/engine-events.ts';
import { readPairing, readSettings } from '../state/settings-store.ts';
import { answerFailed, takeUp } from './incoming/answering.ts';
import { onCall } from './calls/active-call.ts';
import { sendToEngine } from './line/engine.ts';
import { settleFromLog } from './calls/settle-call.ts';
import { takeOwnPhone } from './calls/own-phone.ts';
import { holdPush } from './line/pairing.ts';
import { sendProbe, testRang } from './line/line-probe.ts';
import { learnIncoming } from './incoming/incoming-log-push.ts';
import { learnFromLog } from './calls/log-push.ts';
import { recover } from './calls/reconcile-engine.ts';
import { callInvited, inviteEnded, syncRinging } from './incoming/ringing.ts';
import { bringToken } from './line/token.ts';

/** Events come one after another; what has to ask the backend goes on beside them, so that a slow answer holds up none. */
export async function handleEngineEvent(event: EngineEvent): Promise<void> {
  switch (event.event) {
    case 'engineStarted':
      await engineStarted(event);
      await holdPush();
      if (event.line.is === 'off' && (await readPairing())) await holdLine();
      return;
    case 'lineChanged':
      await changeAppState((appState) => ({ ...appState, line: lineToShow(appState.line, event.line) }));
      return;
    case 'tokenNeeded':
      void bringToken();
      return;
    case 'microphoneChanged':
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
      await changeAppState((before) => takeUp(before, event));
      const appState = await onCall(event.callId, (call) => ({
        ...call,
        ...step(call, event.move),
        ...(event.sid ? { sid: event.sid } : {}),
      }));
      if (appState.call?.id === event.callId && event.move.happened !== 'rang') void settleFromLog(appState.call);
      return;
    }
    case 'callMuted':
      await onCall(event.callId, (call) => ({ ...call, muted: event.on }));
      return;
    case 'keysSent':
      await onCall(event.callId, (call) => ({ ...call, keys: call.keys + event.keys }));
      return;
    case 'callQuality':
      await onCall(event.callId, (call) => ({ ...call, quality: event.quality }));
      return;
    case 'callsPushed':
      await learnFromLog(event.calls, event.standing);
      void learnIncoming(event.calls);
      return;
    case 'busyElsewhere':
      await changeAppState((appState) => (appState.busyElsewhere === event.on ? appState : { ...appState, busyElsewhere: event.on }));
      return;
    case 'callInvited':
      return callInvited(event.invited);
    case 'inviteEnded':
      return inviteEnded(event.callId, event.at);
    case 'answerFailed':
      return answerFailed(event);
    case 'probeNeeded':
      void sendProbe(event.probe);
      return;
    case 'probeRang':
      return testRang(event.probe, event.at);
    case 'callReconnecting':
      await onCall(event.callId, ({ reconnectingSince: _, ...call }) =>
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
    await onCall(callId, (now) => ({ ...now, ...step(now, { ...move, problem: way.problem }) }));
    return false;
  }
  await takeOwnPhone(callId, move.problem);
  return true;
}

async function engineStarted({ calls, invited, line, microphone }: Extract<EngineEvent, { event: 'engineStarted' }>): Promise<void> {
  const { doNotDisturb, autoAnswer } = await readSettings();
  await changeAppState((appState) => recover({ ...appState, microphone, line: lineToShow(appState.line, line) }, calls));
  const { call } = await changeAppState((appState) => syncRinging(appState, invited));
  await sendToEngine({ command: 'useRingSettings', doNotDisturb, autoAnswer });
  await sendToEngine({ command: 'setOnOwnPhone', on: isLive(call) && call.mode === 'phone' });
}

async function holdLine(): Promise<void> {
  const { microphoneId, speakerId, ringerId } = await readSettings();
  await sendToEngine({ command: 'useDevices', microphoneId, speakerId, ringerId });
  await sendToEngine({ command: 'holdLine' });
}
