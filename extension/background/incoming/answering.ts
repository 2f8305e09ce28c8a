/** Actions on a ringing call: answer, decline, send to voicemail, silence. */
import { isLive } from '../../../shared/call.ts';
import { ProblemError } from '../../../shared/problem.ts';
import type { IncomingCall } from '../../state/app-state.ts';
import { changeAppState, readAppState, showProblem } from '../../state/app-state-store.ts';
import type { EngineEvent } from '../../protocol/engine-events.ts';
import { readPairing, requirePairing } from '../../state/settings-store.ts';
import { postDecline, postVoicemail } from '../../worker-client.ts';
import { endCall } from '../calls/end-call.ts';
import { sendToEngine } from '../line/engine.ts';
import { changeRinging, endRinging, findRinging } from './ringing-state.ts';

/** @throws {ProblemError} `call-unknown` when no such call rings; `call-already-active` unless the live call may be ended. */
export async function answerCall(callId: string, { endFirst }: { endFirst: boolean }): Promise<void> {
  await requireRinging(callId);
  const { call: live } = await readAppState();
  if (isLive(live)) {
    if (!endFirst) throw new ProblemError('call-already-active');
    // The engine ends a call of its own when it answers; a call on the agent's own phone is not the engine's.
    if (live.mode === 'phone') await endCall(live.id);
  }
  await change(callId, ({ autoAnswerAt: _, ...call }) => ({ ...call, answering: true }));
  await sendToEngine({ command: 'answer', callId });
}

/** Ends the ringing in all browsers of this agent; the backend decides when the caller goes on. */
export async function declineCall(callId: string): Promise<void> {
  const { sid } = await requireRinging(callId);
  await changeAppState((appState) => endRinging(appState, callId, { at: Date.now(), because: 'declined' }));
  await sendToEngine({ command: 'decline', callId });
  const pairing = await readPairing();
  // Without the backend it is silent here, and the caller goes on at the end of the ring time.
  if (pairing) void postDecline(pairing, sid).catch(() => undefined);
}

/** Stops the ringing everywhere; the caller hears the announcement. When the backend fails, the call rings on. */
export async function sendToVoicemail(callId: string): Promise<void> {
  const { sid } = await requireRinging(callId);
  await postVoicemail(await requirePairing(), sid);
  await changeAppState((before) => {
    const appState = endRinging(before, callId, { at: Date.now(), because: 'voicemail' });
    // The engine may report the end of the ringing before the backend answers.
    const { endedRing } = appState;
    return endedRing?.callId === callId ? { ...appState, endedRing: { ...endedRing, because: 'voicemail' } } : appState;
  });
  await sendToEngine({ command: 'silence', callId });
}

/** Stops the sound here; the call goes on waiting. */
export async function silenceCall(callId: string): Promise<void> {
  await sendToEngine({ command: 'silence', callId });
  await change(callId, (call) => ({ ...call, ringMode: 'silent' }));
}

export async function stopAutoAnswer(callId: string): Promise<void> {
  await sendToEngine({ command: 'stopAutoAnswer', callId });
  await change(callId, ({ autoAnswerAt: _, ...call }) => call);
}

/** The engine could not answer, for example without a microphone: the call rings on. */
export async function onAnswerFailed({ callId, problem }: Extract<EngineEvent, { event: 'answerFailed' }>): Promise<void> {
  await change(callId, ({ autoAnswerAt: _, ...call }) => ({ ...call, answering: false }));
  await showProblem(problem);
}

/** The call that a keyboard shortcut acts on: the loud one, else the oldest. */
export async function firstRinging(): Promise<IncomingCall | undefined> {
  const { incoming } = await readAppState();
  return incoming.find(({ ringMode }) => ringMode === 'loud') ?? incoming[0];
}

async function requireRinging(callId: string): Promise<IncomingCall> {
  const call = findRinging(await readAppState(), callId);
  if (!call) throw new ProblemError('call-unknown');
  return call;
}

async function change(callId: string, next: (call: IncomingCall) => IncomingCall): Promise<void> {
  await changeAppState((appState) => changeRinging(appState, callId, next));
}
