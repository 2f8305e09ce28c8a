/** Actions on a ringing call: answer, decline, send to voicemail, silence. */
import { isLive } from '../../../shared/call.ts';
import { ProblemError } from '../../../shared/problem.ts';
import type { AppState, IncomingCall } from '../../state/app-state.ts';
import { changeAppState, readAppState, showProblem } from '../../state/app-state-store.ts';
import type { EngineEvent } from '../../protocol/engine-events.ts';
import { readPairing, requirePairing } from '../../state/settings-store.ts';
import { postDecline, postVoicemail } from '../../worker-client.ts';
import { canHoldFirst } from '../../state/held-call.ts';
import { endCall } from '../calls/end-call.ts';
import { holdCall } from '../calls/hold-call.ts';
import { sendToEngine } from '../line/engine.ts';
import { changeRinging, endRinging, findRinging } from './ringing-state.ts';

/** The calls that this run of the service worker answers now. */
const beingAnswered = new Set<string>();

/**
 * Answers a ringing call. A live call is put on hold first, and never ends.
 * @throws {ProblemError} `call-unknown` when no such call rings, `call-already-active` when the live call cannot be held, or
 * why the backend did not hold that call. The call rings on then, and the live one goes on.
 */
export async function answerCall(callId: string): Promise<void> {
  const { call: first } = await requireAppState(callId);
  await answer(callId, async () => {
    if (!isLive(first)) return undefined;
    if (!canHoldFirst(await readAppState())) throw new ProblemError('call-already-active');
    if (first.heldSince === undefined) await holdForAnswer(first.id, callId);
    return first.id;
  });
}

/**
 * Ends the live call, and answers a ringing one. A held call stays on hold.
 * @param endId the live call that the person saw.
 * @throws {ProblemError} `call-already-active` when another call is live by now.
 */
export async function endAndAnswer(callId: string, endId?: string): Promise<void> {
  const { call: first, heldCall } = await requireAppState(callId);
  await answer(callId, async () => {
    if (isLive(first) && endId !== undefined && first.id !== endId) throw new ProblemError('call-already-active');
    // The engine ends a call of its own when it answers; a call on the agent's own phone is not the engine's.
    if (isLive(first) && first.mode === 'phone') await endCall(first.id);
    return isLive(heldCall) ? heldCall.id : undefined;
  });
}

/** @param prepare makes room for the call. Resolves with the call that is kept. */
async function answer(callId: string, prepare: () => Promise<string | undefined>): Promise<void> {
  if (beingAnswered.has(callId)) return;
  beingAnswered.add(callId);
  await change(callId, ({ autoAnswerAt: _, ...call }) => ({ ...call, answering: true }));
  try {
    const keep = await prepare();
    await sendToEngine({ command: 'answer', callId, ...(keep === undefined ? {} : { keep }) });
  } catch (error) {
    await change(callId, (call) => ({ ...call, answering: false }));
    throw error;
  } finally {
    beingAnswered.delete(callId);
  }
}

/** The caller may give up while the first call is being put on hold: that call is resumed then. */
async function holdForAnswer(firstId: string, callId: string): Promise<void> {
  await holdCall(firstId, true);
  if (findRinging(await readAppState(), callId)) return;
  await holdCall(firstId, false);
  throw new ProblemError('call-unknown');
}

const isCutOff = ({ answering, callId }: IncomingCall) => answering && !beingAnswered.has(callId);

/** After a restart of the service worker, a call whose answer was cut off can be answered again. */
export async function offerAnswerAgain(): Promise<void> {
  await changeAppState((appState) =>
    appState.incoming.some(isCutOff)
      ? { ...appState, incoming: appState.incoming.map((call) => (isCutOff(call) ? { ...call, answering: false } : call)) }
      : appState,
  );
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
  return call ?? Promise.reject(new ProblemError('call-unknown'));
}

async function requireAppState(callId: string): Promise<AppState> {
  await requireRinging(callId);
  return readAppState();
}

async function change(callId: string, next: (call: IncomingCall) => IncomingCall): Promise<void> {
  await changeAppState((appState) => changeRinging(appState, callId, next));
}
