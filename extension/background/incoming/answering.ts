/** What a person does with a call that rings: answers it, declines it, sends it to voicemail, silences it. */
import { isLive, newCall, step } from '../../../shared/call.ts';
import { ProblemError } from '../../../shared/problem.ts';
import type { AppState, ActiveCall, IncomingCall } from '../../state/app-state.ts';
import { changeAppState, readAppState, showProblem } from '../../state/app-state-store.ts';
import type { EngineEvent } from '../../protocol/engine-events.ts';
import { requirePairing } from '../../state/settings-store.ts';
import { postVoicemail } from '../../worker-client.ts';
import { endCall } from '../calls/end-call.ts';
import { sendToEngine } from '../line/engine.ts';
import { endRinging } from './ringing.ts';

/** @throws {ProblemError} `call-unknown` when no such call rings; `call-already-active` unless the live one may be ended. */
export async function answerCall(callId: string, { endFirst }: { endFirst: boolean }): Promise<void> {
  await ringingCall(callId);
  const { call: live } = await readAppState();
  if (isLive(live)) {
    if (!endFirst) throw new ProblemError('call-already-active');
    // The engine ends a call of its own when it answers; a call on the agent's own phone is not the engine's.
    if (live.mode === 'phone') await endCall(live.id);
  }
  await changeRinging(callId, ({ autoAnswerAt: _, ...call }) => ({ ...call, answering: true }));
  await sendToEngine({ command: 'answer', callId });
}

export async function declineCall(callId: string): Promise<void> {
  await ringingCall(callId);
  await endRinging(callId, { at: Date.now(), because: 'declined' });
  await sendToEngine({ command: 'decline', callId });
}

/** Everybody stops ringing; the caller hears the announcement. Where the backend cannot be asked the call rings on. */
export async function sendToVoicemail(callId: string): Promise<void> {
  const { sid } = await ringingCall(callId);
  const pairing = await requirePairing();
  await postVoicemail(pairing, sid);
  await endRinging(callId, { at: Date.now(), because: 'voicemail' });
  // The ringing may have stopped before the backend's answer was here.
  await changeAppState((appState) =>
    appState.endedRing?.callId === callId ? { ...appState, endedRing: { ...appState.endedRing, because: 'voicemail' } } : appState,
  );
}

/** Stops the ringing here; the call goes on waiting. */
export async function silenceCall(callId: string): Promise<void> {
  await changeRinging(callId, (call) => ({ ...call, ringMode: 'silent' }));
}

export async function stopAutoAnswer(callId: string): Promise<void> {
  await sendToEngine({ command: 'stopAutoAnswer', callId });
  await changeRinging(callId, ({ autoAnswerAt: _, ...call }) => call);
}

/** It could not be answered (no microphone), and rings on. */
export async function onAnswerFailed({ callId, problem }: Extract<EngineEvent, { event: 'answerFailed' }>): Promise<void> {
  await changeRinging(callId, ({ autoAnswerAt: _, ...call }) => ({ ...call, answering: false }));
  await showProblem(problem);
}

/** A call that rang here is answered, or was lost while it was being answered: from now on it is the call in the app state. */
export function applyRingingCallChange(appState: AppState, { callId, move }: Extract<EngineEvent, { event: 'callChanged' }>): AppState {
  const ringing = appState.incoming.find((call) => call.callId === callId);
  if (!ringing) return appState;
  const incoming = appState.incoming.filter((call) => call !== ringing);
  if (move.happened === 'ended') return { ...appState, incoming, endedRing: { ...ringing, at: move.at, because: 'unanswered' } };
  const call = callFrom(ringing);
  return { ...appState, incoming, call: { ...call, ...step(call, move) }, problem: null };
}

function callFrom({ callId, sid, caller, called, since }: IncomingCall): ActiveCall {
  const number = caller.number ?? '';
  const call = newCall({ id: callId, sid, direction: 'incoming', mode: 'browser', number, startedAt: since });
  return { ...call, caller, called, muted: false, keys: '' };
}

/** The call to act upon from the keyboard: the one that rings loudest, else the oldest. */
export async function firstRinging(): Promise<IncomingCall | undefined> {
  const { incoming } = await readAppState();
  return incoming.find(({ ringMode }) => ringMode === 'loud') ?? incoming[0];
}

async function ringingCall(callId: string): Promise<IncomingCall> {
  const call = (await readAppState()).incoming.find((one) => one.callId === callId);
  if (!call) throw new ProblemError('call-unknown');
  return call;
}

async function changeRinging(callId: string, change: (call: IncomingCall) => IncomingCall): Promise<void> {
  await changeAppState((appState) =>
    appState.incoming.some((call) => call.callId === callId)
      ? { ...appState, incoming: appState.incoming.map((call) => (call.callId === callId ? change(call) : call)) }
      : appState,
  );
}
