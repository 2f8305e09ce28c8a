/** Keeps the ringing calls of the app state in step with the engine and the log. */
import { changeAppState, readAppState } from '../../state/app-state-store.ts';
import type { EndedRing } from '../../state/app-state.ts';
import type { EngineEvent, Invited } from '../../protocol/engine-events.ts';
import { readPairing } from '../../state/settings-store.ts';
import { fetchCall } from '../../worker-client.ts';
import { listNumbers } from '../page/page-numbers.ts';
import { addRinging, applyLogToEndedRing, endRinging, findRinging } from './ringing-state.ts';

/** A call begins to ring; the engine has decided how. */
export async function onCallInvited(invited: Invited): Promise<void> {
  await changeAppState((appState) => addRinging(appState, invited));
  void findCallerName(invited.callId);
}

/** A page that just came to the front marks its numbers within moments; the person may change to another page meanwhile. */
const nameDelaysMs = [0, 400, 1_200, 3_000];

/** Lists the numbers of the page in front until one of them names the caller, or the ringing ends. */
async function findCallerName(callId: string): Promise<void> {
  for (const ms of nameDelaysMs) {
    await delay(ms);
    const call = findRinging(await readAppState(), callId);
    if (!call?.caller.number || call.caller.name !== null) return;
    await listNumbers();
  }
}

/** The ringing ended without an answer here: unless this agent declined, the log has the reason. */
export async function onInviteEnded({ callId, at, declined }: Extract<EngineEvent, { event: 'inviteEnded' }>): Promise<void> {
  const because = declined ? 'declined' : 'unanswered';
  const { endedRing } = await changeAppState((appState) => endRinging(appState, callId, { at, because }));
  if (endedRing?.callId === callId && endedRing.because === 'unanswered') void findReason(endedRing);
}

/**
 * Longest waits before each request; Twilio reports an answer to the backend at about the time that the ringing stops
 * here. Full jitter: up to ten browsers stop ringing for one call at the same moment.
 */
const maxReasonDelaysMs = [300, 1_200, 4_000];
const minReasonDelayMs = 50;

/** Asks the log why the ringing ended; the log's push says the same while the socket is open. */
async function findReason({ callId, sid }: EndedRing): Promise<void> {
  const pairing = await readPairing();
  for (const maxMs of maxReasonDelaysMs) {
    await delay(minReasonDelayMs + Math.random() * (maxMs - minReasonDelayMs));
    if (!pairing || (await readAppState()).endedRing?.callId !== callId) return;
    const row = await fetchCall(pairing, sid).catch(() => null);
    if (!row || row.phase === 'ringing') continue;
    await changeAppState((appState) => (appState.endedRing?.callId === callId ? applyLogToEndedRing(appState, row) : appState));
    return;
  }
}

const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
