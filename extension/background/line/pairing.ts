/** Joins this browser to a backend, and leaves it. */
import browser from 'webextension-polyfill';
import type { Agent } from '../../../shared/api.ts';
import { isLive } from '../../../shared/call.ts';
import { ProblemError } from '../../../shared/problem.ts';
import { changeBoard, readBoard } from '../../state/app-state.ts';
import { keepPairing, type Pairing, readPairing } from '../../state/settings.ts';
import { fetchAgent, pair, readPairingLink } from '../../worker-client.ts';
import { withAgent } from './availability.ts';
import { ensureEngine, order } from './engine.ts';
import { seeMissed } from '../incoming/missed-count.ts';

/** @throws {ProblemError} when the link is none, or the backend refuses or cannot be reached. Nothing changes then. */
export async function joinBackend(link: string): Promise<void> {
  const target = readPairingLink(link);
  if (!target) throw new ProblemError('pairing-link-invalid');
  if (isLive((await readBoard()).call)) throw new ProblemError('call-already-active');
  const { session, agent } = await pair(target.backendUrl, { code: target.code, deviceName: await deviceName() });
  if (await readPairing()) await order({ order: 'dropLine' });
  await keepPairing({ backendUrl: target.backendUrl, session });
  await changeBoard((board) => ({
    ...withAgent(board, agent),
    problem: null,
    line: { is: 'connecting', since: Date.now() },
  }));
  await seeMissed();
  await ensureEngine();
  await holdPush();
  await order({ order: 'holdLine' });
}

/** Keeps the socket of this pairing's agent; one that is kept already stays. */
export async function holdPush(): Promise<void> {
  const pairing = await readPairing();
  if (pairing) await order({ order: 'holdPush', ...pairing });
}

/** Forgets the pairing; a call that is live ends with the line. */
export async function leaveBackend(): Promise<void> {
  await keepPairing(null);
  await order({ order: 'dropLine' });
  await order({ order: 'dropPush' });
  await changeBoard((board) => ({ ...board, agent: null, line: { is: 'off' }, busyElsewhere: false, problem: null }));
}

/** Puts the agent as the backend knows them on the board; an agent that is known stays when it cannot be asked. */
export async function refreshAgent(pairing: Pairing): Promise<void> {
  const agent = await fetchAgent(pairing).catch((): Agent | null => null);
  if (agent) await changeBoard((board) => withAgent(board, agent));
}

async function deviceName(): Promise<string> {
  const { os } = await browser.runtime.getPlatformInfo();
  return `Chrome, ${os}`;
}
