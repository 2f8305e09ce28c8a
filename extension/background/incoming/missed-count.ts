/** How many calls were missed since the log was last opened. */
import browser from '../../browser.ts';
import { changeAppState } from '../../state/app-state-store.ts';
import { readPairing } from '../../state/settings-store.ts';
import { fetchCalls } from '../../worker-client.ts';
import { isMissed } from '../../../shared/missed-call.ts';

const key = 'missedSeenAt';
/** More than the badge can show. */
const maxRows = 100;

/** Counts from the log: the next push repairs the count after a lost one. */
export async function refreshMissed(): Promise<void> {
  const pairing = await readPairing();
  if (!pairing) return;
  const { [key]: seenAt = 0 } = (await browser.storage.local.get(key)) as { [key]?: number };
  const page = await fetchCalls(pairing, maxRows).catch(() => null);
  if (!page) return;
  const missed = page.calls.filter((call) => isMissed(call) && Date.parse(call.endedAt ?? call.startedAt) > seenAt).length;
  await changeAppState((appState) => (appState.missed === missed ? appState : { ...appState, missed }));
}

/** Resets the count: the person opened the log, or this browser has just joined. */
export async function markMissedSeen(): Promise<void> {
  await browser.storage.local.set({ [key]: Date.now() });
  await changeAppState((appState) => (appState.missed === 0 ? appState : { ...appState, missed: 0 }));
}

/** Removes the card of a missed call from every page. */
export async function dismissEndedRing(callId: string): Promise<void> {
  await changeAppState((appState) => (appState.endedRing?.callId === callId ? { ...appState, endedRing: null } : appState));
}
