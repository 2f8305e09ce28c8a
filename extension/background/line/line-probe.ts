/** Probe calls: the backend rings this browser, to prove the line and for "Ring me now". */
import { problemOf } from '../../../shared/problem.ts';
import type { RingTest } from '../../state/app-state.ts';
import { changeAppState, readAppState } from '../../state/app-state-store.ts';
import { readPairing, requirePairing } from '../../state/settings-store.ts';
import { postProbe } from '../../worker-client.ts';
import { ensureEngine, sendToEngine } from './engine.ts';

/** Longer than any probe call takes to arrive. */
const testTimeoutMs = 12_000;

/** Requests the probe call that the engine asks for. */
export async function sendProbe(probe: string): Promise<void> {
  const pairing = await readPairing();
  if (!pairing) return;
  try {
    const { queuedMs } = await postProbe(pairing, probe, false);
    await sendToEngine({ command: 'probeSent', probe, queuedMs });
  } catch (error) {
    await sendToEngine({ command: 'probeFailed', probe, problem: problemOf(error, 'backend-failed') });
  }
}

/** Rings this browser aloud and measures the time from the request to the ring. */
export async function ringMeNow(): Promise<void> {
  try {
    const pairing = await requirePairing();
    await ensureEngine();
    const probe = crypto.randomUUID();
    await showRingTest({ is: 'asked', at: Date.now(), probe });
    setTimeout(() => void onTestTimeout(probe), testTimeoutMs);
    await postProbe(pairing, probe, true);
  } catch (error) {
    await showRingTest({ is: 'failed', at: Date.now(), problem: problemOf(error, 'line-unreachable') });
  }
}

export async function onProbeRang(probe: string, at: number): Promise<void> {
  await changeAppState((appState) =>
    appState.ringTest?.is === 'asked' && appState.ringTest.probe === probe
      ? { ...appState, ringTest: { is: 'rang', at, ms: at - appState.ringTest.at } }
      : appState,
  );
}

async function onTestTimeout(probe: string): Promise<void> {
  const { ringTest } = await readAppState();
  if (ringTest?.is !== 'asked' || ringTest.probe !== probe) return;
  await showRingTest({ is: 'failed', at: Date.now(), problem: { code: 'line-unproven' } });
  await sendToEngine({ command: 'proveLine' });
}

const showRingTest = async (ringTest: RingTest) => void (await changeAppState((appState) => ({ ...appState, ringTest })));
