/** Handles the engine's events: most change the app state. */
import { isLive, step } from '../../shared/call.ts';
import type { AppState } from '../state/app-state.ts';
import { lineToShow } from '../state/line.ts';
import { changeAppState, readAppState } from '../state/app-state-store.ts';
import { fallbackRoute } from '../state/call-route.ts';
import { findCall } from '../state/held-call.ts';
import type { EngineEvent, MicrophoneState } from '../protocol/engine-events.ts';
import { readPairing, readSettings } from '../state/settings-store.ts';
import { offerAnswerAgain, onAnswerFailed } from './incoming/answering.ts';
import { changeCall } from './calls/active-call.ts';
import { sendToEngine } from './line/engine.ts';
import { settleFromLog } from './calls/settle-call.ts';
import { switchToOwnPhone } from './calls/own-phone.ts';
import { holdPush } from './line/push-socket.ts';
import { sendProbe, onProbeRang } from './line/line-probe.ts';
import { applyIncomingLogPush } from './incoming/incoming-log-push.ts';
import { applyLogPush } from './calls/log-push.ts';
import { reconcileCalls } from './reconcile-engine.ts';
import { onCallInvited, onInviteEnded } from './incoming/ringing.ts';
import { syncRinging, takeRinging } from './incoming/ringing-state.ts';
import { sendToken } from './line/token.ts';

type EventOf<Name extends EngineEvent['event']> = Extract<EngineEvent, { event: Name }>;
type Handlers = { [Name in EngineEvent['event']]: (event: EventOf<Name>) => Promise<unknown> };

/** The engine waits for each handler before its next event: a handler does not wait for the backend. */
export async function handleEngineEvent(event: EngineEvent): Promise<void> {
  // TypeScript does not see that an event and the handler of its name belong together.
  const handle = handlers[event.event] as (event: EngineEvent) => Promise<unknown>;
  await handle(event);
}

const handlers: Handlers = {
  engineStarted: onEngineStarted,
  lineChanged: ({ line }) => changeAppState((appState) => ({ ...appState, line: lineToShow(appState.line, line) })),
  tokenNeeded: async () => void sendToken(),
  microphoneChanged: ({ microphone }) => changeAppState((appState) => withMicrophone(appState, microphone)),
  callChanged: onCallChanged,
  callMuted: ({ callId, on }) => changeCall(callId, (call) => ({ ...call, muted: on })),
  keysSent: ({ callId, keys }) => changeCall(callId, (call) => ({ ...call, keys: call.keys + keys })),
  callQuality: ({ callId, quality }) => changeCall(callId, (call) => ({ ...call, quality })),
  callWarnings: ({ callId, warnings }) => changeCall(callId, (call) => ({ ...call, warnings })),
  callReconnecting: ({ callId, since }) =>
    changeCall(callId, ({ reconnectingSince: _, ...call }) => (since === null ? call : { ...call, reconnectingSince: since })),
  callsPushed: async ({ calls, standing }) => {
    await applyLogPush(calls, standing);
    void applyIncomingLogPush(calls);
  },
  busyElsewhere: ({ on }) => changeAppState((appState) => (appState.busyElsewhere === on ? appState : { ...appState, busyElsewhere: on })),
  callInvited: ({ invited }) => onCallInvited(invited),
  inviteEnded: onInviteEnded,
  answerFailed: onAnswerFailed,
  probeNeeded: async ({ probe, need }) => void sendProbe(probe, need),
  probeRang: ({ probe, at }) => onProbeRang(probe, at),
  preflightEnded: ({ preflight, result }) => changeAppState((appState) => ({ ...appState, preflight: { id: preflight, result } })),
};

async function onCallChanged(event: EventOf<'callChanged'>): Promise<void> {
  if (await fellBackToOwnPhone(event)) return;
  const { callId, move, sid } = event;
  await changeAppState((appState) => takeRinging(appState, event));
  const after = await changeCall(callId, (before) => ({ ...before, ...step(before, move), ...(sid ? { sid } : {}) }));
  const call = findCall(after, callId);
  if (call && move.happened !== 'rang') void settleFromLog(call);
}

/** A call that the browser cannot make goes through the agent's own phone, unless the call was connected already. */
async function fellBackToOwnPhone({ callId, move }: EventOf<'callChanged'>): Promise<boolean> {
  const { call, agent } = await readAppState();
  if (move.happened !== 'ended' || !move.problem || call?.id !== callId || !isLive(call)) return false;
  if (call.mode !== 'browser' || call.direction !== 'outgoing' || call.phase.is === 'connected') return false;
  const route = fallbackRoute(move.problem, agent);
  if (route.is === 'closed') {
    await changeCall(callId, (now) => ({ ...now, ...step(now, { ...move, problem: route.problem }) }));
    return false;
  }
  await switchToOwnPhone(callId, move.problem);
  return true;
}

async function onEngineStarted({ calls, invited, line, microphone }: EventOf<'engineStarted'>): Promise<void> {
  const { doNotDisturb, autoAnswer } = await readSettings();
  await changeAppState((appState) => reconcileCalls({ ...appState, microphone, line: lineToShow(appState.line, line) }, calls));
  const { call } = await changeAppState((appState) => syncRinging(appState, invited, calls));
  await offerAnswerAgain();
  await sendToEngine({ command: 'useRingSettings', doNotDisturb, autoAnswer });
  await sendToEngine({ command: 'setOnOwnPhone', on: isLive(call) && call.mode === 'phone' });
  await holdPush();
  if (line.is === 'off' && (await readPairing())) await holdLine();
}

/** Without its microphone a live call is silent to the other party: that is a Problem. */
function withMicrophone(appState: AppState, microphone: MicrophoneState): AppState {
  const lost = microphone !== 'granted' && isLive(appState.call);
  return { ...appState, microphone, ...(lost ? { problem: { problem: { code: 'microphone-lost' }, at: Date.now() } } : {}) };
}

async function holdLine(): Promise<void> {
  const { microphoneId, speakerId, ringerId } = await readSettings();
  await sendToEngine({ command: 'useDevices', microphoneId, speakerId, ringerId });
  await sendToEngine({ command: 'holdLine' });
}
