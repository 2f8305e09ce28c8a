/** Calls that ring here: put in the app state when they come, taken off when they are over. */
import type { AppState, IncomingCall, EndedRing } from '../../state/app-state.ts';
import { changeAppState, readAppState } from '../../state/app-state-store.ts';
import type { Invited } from '../../protocol/engine-events.ts';
import { readPairing } from '../../state/settings-store.ts';
import { fetchCall } from '../../worker-client.ts';
import { listNumbers } from '../page/page-numbers.ts';
import { asPassed } from './incoming-log-push.ts';

/** A call rings here; the engine has decided how. */
export async function callInvited(invited: Invited): Promise<void> {
  await changeAppState((appState) =>
    appState.incoming.some(({ callId }) => callId === invited.callId)
      ? appState
      : { ...appState, incoming: [...appState.incoming, ringingCall(invited)], passed: null },
  );
  void lookForName(invited.callId);
}

/** A page that just came to the front marks its numbers within moments; and the person may go to another one meanwhile. */
const askPageAfterMs = [0, 400, 1_200, 3_000];

/** Has the page in front tell its contacts until the caller is one of them, or has stopped ringing. */
async function lookForName(callId: string): Promise<void> {
  for (const ms of askPageAfterMs) {
    await new Promise((resolve) => setTimeout(resolve, ms));
    const call = (await readAppState()).incoming.find((one) => one.callId === callId);
    if (!call?.caller.number || call.caller.name !== null) return;
    await listNumbers();
  }
}

const ringingCall = (invited: Invited): IncomingCall => ({ ...invited, answering: false });

/** It rings here no more, and nobody answered it here: the log knows what became of it. */
export async function inviteEnded(callId: string, at: number): Promise<void> {
  const passed = await takeOff(callId, { at, because: 'unanswered' });
  if (passed) void explain(passed);
}

/** Takes a call off the ringing ones, and leaves word of what became of it. */
export async function takeOff(callId: string, end: Pick<EndedRing, 'at' | 'because'>): Promise<EndedRing | null> {
  let passed: EndedRing | null = null;
  await changeAppState((appState) => {
    const call = appState.incoming.find((one) => one.callId === callId);
    if (!call) return appState;
    passed = { ...call, ...end };
    return { ...appState, incoming: appState.incoming.filter((one) => one !== call), passed };
  });
  return passed;
}

/** Twilio tells the backend of an answer at about the time it tells this browser to stop ringing. */
const askAfterMs = [150, 600, 2_000];

/** Asks the log until it knows. Its push says the same, where the socket stands. */
async function explain({ callId, sid }: EndedRing): Promise<void> {
  const pairing = await readPairing();
  for (const ms of askAfterMs) {
    await new Promise((resolve) => setTimeout(resolve, ms));
    if (!pairing || (await readAppState()).passed?.callId !== callId) return;
    const told = await fetchCall(pairing, sid).catch(() => null);
    if (!told || told.phase === 'ringing') continue;
    await changeAppState((appState) =>
      appState.passed?.callId === callId ? { ...appState, passed: asPassed(appState.passed, told) } : appState,
    );
    return;
  }
}

/** Replaces the ringing list with the engine's: the engine is the source of truth. */
export function syncRinging(appState: AppState, invited: readonly Invited[]): AppState {
  const kept = appState.incoming.filter(({ callId }) => invited.some((one) => one.callId === callId));
  const come = invited.filter(({ callId }) => !kept.some((one) => one.callId === callId));
  if (come.length === 0 && kept.length === appState.incoming.length) return appState;
  return { ...appState, incoming: [...kept, ...come.map(ringingCall)] };
}
