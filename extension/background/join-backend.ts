/** Joins this browser to a backend, and leaves it. */
import browser from '../browser.ts';
import { isLive } from '../../shared/call.ts';
import { ProblemError } from '../../shared/problem.ts';
import { changeAppState, readAppState } from '../state/app-state-store.ts';
import { savePairing, readPairing } from '../state/settings-store.ts';
import type { Pairing } from '../state/settings.ts';
import { deleteSession, pair, readPairingLink } from '../worker-client.ts';
import { removeAllReminders } from './calls/reminders.ts';
import { withAgent } from './line/agent.ts';
import { ensureEngine, sendToEngine } from './line/engine.ts';
import { holdPush } from './line/push-socket.ts';
import { markMissedSeen } from './incoming/missed-count.ts';

/** @throws {ProblemError} for a malformed link, and when the backend refuses or cannot be reached. Nothing changes then. */
export async function joinBackend(link: string): Promise<void> {
  const target = readPairingLink(link);
  if (!target) throw new ProblemError('pairing-link-invalid');
  if (isLive((await readAppState()).call)) throw new ProblemError('call-already-active');
  const { session, agent } = await pair(target.backendUrl, { code: target.code, deviceName: await deviceName() });
  const before = await readPairing();
  if (before) await sendToEngine({ command: 'dropLine' });
  await savePairing({ backendUrl: target.backendUrl, session });
  await changeAppState((appState) => ({
    ...withAgent(appState, agent),
    problem: null,
    line: { is: 'connecting', since: Date.now() },
  }));
  // Calls missed before this browser joined are not counted.
  await markMissedSeen();
  await ensureEngine();
  await holdPush();
  await sendToEngine({ command: 'holdLine' });
  // Last, so that the engine holds nothing of the earlier session any more.
  if (before) void endSession(before);
}

/** Forgets the pairing, and signs this browser out; a call that is live ends with the line. */
export async function leaveBackend(): Promise<void> {
  const pairing = await readPairing();
  await savePairing(null);
  await removeAllReminders();
  await sendToEngine({ command: 'dropLine' });
  await sendToEngine({ command: 'dropPush' });
  await changeAppState((appState) => ({ ...appState, agent: null, line: { is: 'off' }, busyElsewhere: false, problem: null }));
  if (pairing) void endSession(pairing);
}

/** A backend that cannot be reached keeps a session that nobody has any more, until it has been idle for 30 days. */
async function endSession(pairing: Pairing): Promise<void> {
  await deleteSession(pairing).catch(() => undefined);
}

async function deviceName(): Promise<string> {
  const { os } = await browser.runtime.getPlatformInfo();
  return `Chrome, ${os}`;
}
