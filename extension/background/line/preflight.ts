/** The test call of the check-up: the engine places it with a token of its own. */
import { isLive } from '../../../shared/call.ts';
import type { Language } from '../../../shared/language.ts';
import { ProblemError } from '../../../shared/problem.ts';
import { readAppState } from '../../state/app-state-store.ts';
import { requirePairing } from '../../state/settings-store.ts';
import { fetchToken } from '../../worker-client.ts';
import { ensureEngine, sendToEngine } from './engine.ts';

/** @throws {ProblemError} during a call, which needs the microphone and the network for itself, or why there is no token. */
export async function runPreflight(preflight: string, language: Language): Promise<void> {
  if (isLive((await readAppState()).call)) throw new ProblemError('call-already-active');
  const { token } = await fetchToken(await requirePairing());
  await ensureEngine();
  await sendToEngine({ command: 'runPreflight', preflight, token, language });
}
