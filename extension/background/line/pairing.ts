/** Joins this browser to a backend, and leaves it. */
import browser from '../../browser.ts';
import type { Agent } from '../../../shared/api.ts';
import { isLive } from '../../../shared/call.ts';
import { ProblemError } from '../../../shared/problem.ts';
import { changeAppState, readAppState } from '../../state/app-state-store.ts';
import type { Pairing } from '../../state/settings.ts';
import { savePairing, readPairing } from '../../state/settings-store.ts';
import { fetchAgent, pair, readPairingLink } from '../../worker-client.ts';
import { withAgent } from './availability.ts';
import { ensureEngine, sendToEngine } from './engine.ts';
import { markMissedSeen } from '../incoming/missed-count.ts';

/** @throws {ProblemError} when the link is none, or the backend refuses or cannot be reached. Nothing changes then. */
export async function joinBackend(link: string): Promise<void> {
  const target = readPairingLink(link);
  if (!target) throw new ProblemError('pairing-link-invalid');
  if (isLive((await readAppState()).call)) throw new ProblemError('call-already-active');
  const { session, agent } = await pair(target.backendUrl, { code: target.code, deviceName: await deviceName() });
  if (await readPairing()) await sendToEngine({ command: 'dropLine' });
  await savePairing({ backendUrl: target.backendUrl, session });
  await changeAppState((appState) => ({
    ...withAgent(appState, agent),
    problem: null,
    line: { is: 'connecting', since: Date.now() },
  }));
  await markMissedSeen();
  await ensureEngine();
  await holdPush();
  await sendToEngine({ command: 'holdLine' });
}

/** Keeps the socket of this pairing's agent; one that is kept already stays. */
export async function holdPush(): Promise<void> {
  const pairing = await readPairing();
  if (pairing) await sendToEngine({ command: 'holdPush', ...pairing });
}

/** Forgets the pairing; a call that is live ends with the line. */
export async function leaveBackend(): Promise<void> {
  await savePairing(null);
  await sendToEngine({ command: 'dropLine' });
  await sendToEngine({ command: 'dropPush' });
  await changeAppState((appState) => ({ ...appState, agent: null, line: { is: 'off' }, busyElsewhere: false, problem: null }));
}

/** Puts the agent as the backend knows them in the app state; an agent that is known stays when it cannot be asked. */
export async function refreshAgent(pairing: Pairing): Promise<void> {
  const agent = await fetchAgent(pairing).catch((): Agent | null => null);
  if (agent) await changeAppState((appState) => withAgent(appState, agent));
}

async function deviceName(): Promise<string> {
  const { os } = await browser.runtime.getPlatformInfo();
  return `Chrome, ${os}`;
}
