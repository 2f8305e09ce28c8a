/** Probe calls: the backend rings this browser, to prove the line and for "Ring me now". */
import type { ProbeNeed } from '../../../shared/api.ts';
import { problemOf } from '../../../shared/problem.ts';
import browser from '../../browser.ts';
import type { RingTest } from '../../state/app-state.ts';
import { changeAppState, readAppState } from '../../state/app-state-store.ts';
import { readPairing, readSettings, requirePairing } from '../../state/settings-store.ts';
import { postProbe } from '../../worker-client.ts';
import { ensureEngine, sendToEngine } from './engine.ts';

/** Longer than any probe call takes to arrive, once Twilio dials it. */
const testTimeoutMs = 12_000;
/** Without a key or a pointer moved for this time nobody is there: it is night, or the agent has gone. */
const unusedAfterSeconds = 60 * 60;
/** How long a proof waits that nobody would profit from. The backend is not asked meanwhile. */
const postponeMs = 5 * 60_000;

/** Requests the probe call that the engine asks for, or postpones it. */
export async function sendProbe(probe: string, need: ProbeNeed): Promise<void> {
  const pairing = await readPairing();
  if (!pairing) return;
  if (need !== 'person' && (await isUnattended())) return sendToEngine({ command: 'probePostponed', probe, laterMs: postponeMs });
  try {
    const answer = await postProbe(pairing, { probe, loud: false, need });
    if ('laterMs' in answer) await sendToEngine({ command: 'probePostponed', probe, laterMs: answer.laterMs });
    else await sendToEngine({ command: 'probeSent', probe, queuedMs: answer.queuedMs });
  } catch (error) {
    await sendToEngine({ command: 'probeFailed', probe, problem: problemOf(error, 'backend-failed') });
  }
}

/** No call would ring here, or nobody would hear the ring. */
async function isUnattended(): Promise<boolean> {
  const [{ availability }, { doNotDisturb }] = await Promise.all([readAppState(), readSettings()]);
  return availability === 'away' || doNotDisturb || (await browser.idle.queryState(unusedAfterSeconds)) !== 'active';
}

/** Rings this browser aloud and measures the time from the request to the ring. */
export async function ringMeNow(): Promise<void> {
  try {
    const pairing = await requirePairing();
    await ensureEngine();
    const probe = crypto.randomUUID();
    await showRingTest({ is: 'asked', at: Date.now(), probe });
    const answer = await postProbe(pairing, { probe, loud: true });
    const queuedMs = 'queuedMs' in answer ? answer.queuedMs : 0;
    setTimeout(() => void onTestTimeout(probe), queuedMs + testTimeoutMs);
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
