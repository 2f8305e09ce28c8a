/** Calls that ring here: put in the app state when they come, taken off when they are over. */
import { isLive } from '../../../shared/call.ts';
import type { AppState, IncomingCall, EndedRing } from '../../state/app-state.ts';
import { changeAppState, readAppState } from '../../state/app-state-store.ts';
import type { Invited } from '../../protocol/engine-events.ts';
import type { Settings } from '../../state/settings.ts';
import { readPairing, readSettings } from '../../state/settings-store.ts';
import { fetchCall } from '../../worker-client.ts';
import { sendToEngine } from '../line/engine.ts';
import { listNumbers } from '../page/page-numbers.ts';
import { endedRingFromLog } from './incoming-log-push.ts';

/** Between the beep and the answer that comes by itself. */
const countdownMs = 3_000;

/** A call begins to ring. How loudly depends on what the person chose and on whether they are on a call. */
export async function onCallInvited(invited: Invited): Promise<void> {
  const settings = await readSettings();
  // The backend rings no browser that may not be disturbed, but for a call that was on its way as that was chosen.
  if (settings.doNotDisturb) return sendToEngine({ command: 'decline', callId: invited.callId });
  const after = await changeAppState((appState) =>
    appState.incoming.some(({ callId }) => callId === invited.callId)
      ? appState
      : { ...appState, incoming: [...appState.incoming, createIncomingCall(invited, appState, settings)], endedRing: null },
  );
  void findCallerName(invited.callId);
  const { autoAnswerAt } = after.incoming.find(({ callId }) => callId === invited.callId) ?? {};
  if (autoAnswerAt !== undefined) await sendToEngine({ command: 'answer', callId: invited.callId, at: autoAnswerAt });
}

/** A page that just came to the front marks its numbers within moments; and the person may go to another one meanwhile. */
const nameDelaysMs = [0, 400, 1_200, 3_000];

/** Has the page in front tell its contacts until the caller is one of them, or has stopped ringing. */
async function findCallerName(callId: string): Promise<void> {
  for (const ms of nameDelaysMs) {
    await new Promise((resolve) => setTimeout(resolve, ms));
    const call = (await readAppState()).incoming.find((one) => one.callId === callId);
    if (!call?.caller.number || call.caller.name !== null) return;
    await listNumbers();
  }
}

export function createIncomingCall(invited: Invited, appState: AppState, { autoAnswer }: Settings): IncomingCall {
  const ringMode = isLive(appState.call) || appState.incoming.length > 0 ? 'waiting' : 'loud';
  // One call is answered by itself, never a second one over it.
  const byItself = autoAnswer && ringMode === 'loud';
  return {
    ...invited,
    ringMode,
    answering: false,
    ...(byItself ? { autoAnswerAt: Date.now() + countdownMs } : {}),
  };
}

/** It rings here no more, and nobody answered it here: the log knows what became of it. */
export async function onInviteEnded(callId: string, at: number): Promise<void> {
  const ended = await endRinging(callId, { at, because: 'unanswered' });
  if (ended) void findOutcome(ended);
}

/** Takes a call off the ringing ones, and leaves word of what became of it. */
export async function endRinging(callId: string, end: Pick<EndedRing, 'at' | 'because'>): Promise<EndedRing | null> {
  let ended: EndedRing | null = null;
  await changeAppState((appState) => {
    const call = appState.incoming.find((one) => one.callId === callId);
    if (!call) return appState;
    ended = { ...call, ...end };
    return { ...appState, incoming: appState.incoming.filter((one) => one !== call), endedRing: ended };
  });
  return ended;
}

/** Twilio tells the backend of an answer at about the time it tells this browser to stop ringing. */
const outcomeDelaysMs = [150, 600, 2_000];

/** Asks the log until it knows. Its push says the same, where the socket stands. */
async function findOutcome({ callId, sid }: EndedRing): Promise<void> {
  const pairing = await readPairing();
  for (const ms of outcomeDelaysMs) {
    await new Promise((resolve) => setTimeout(resolve, ms));
    if (!pairing || (await readAppState()).endedRing?.callId !== callId) return;
    const told = await fetchCall(pairing, sid).catch(() => null);
    if (!told || told.phase === 'ringing') continue;
    await changeAppState((appState) =>
      appState.endedRing?.callId === callId ? { ...appState, endedRing: endedRingFromLog(appState.endedRing, told) } : appState,
    );
    return;
  }
}

/** What the engine holds is what is so. */
export function syncRinging(appState: AppState, invited: readonly Invited[], settings: Settings): AppState {
  const kept = appState.incoming.filter(({ callId }) => invited.some((one) => one.callId === callId));
  const come = invited.filter(({ callId }) => !kept.some((one) => one.callId === callId));
  if (come.length === 0 && kept.length === appState.incoming.length) return appState;
  const incoming = come.reduce((all, one) => [...all, createIncomingCall(one, { ...appState, incoming: all }, settings)], kept);
  return { ...appState, incoming };
}
