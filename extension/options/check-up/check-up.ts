/** The checks of the check-up, in their order. Each ends with what was seen, or with the Problem that says how it is mended. */
import { checkMicrophone, checkSpeaker } from './check-audio.ts';
import { checkExtensions } from './check-extensions.ts';
import { checkNetwork } from './check-network.ts';
import type { CheckId, CheckResult } from './check-result.ts';
import { checkServer } from './check-server.ts';

type Step = { first: CheckId; run: () => Promise<CheckResult[]> };

const steps: readonly Step[] = [
  { first: 'server', run: checkServer },
  { first: 'microphone', run: checkMicrophone },
  { first: 'speaker', run: checkSpeaker },
  { first: 'signalling', run: checkNetwork },
  { first: 'extensions', run: checkExtensions },
];

/** One after another: two of them use the microphone. */
export async function runCheckUp(onProgress: (running: CheckId | null, results: readonly CheckResult[]) => void): Promise<void> {
  const results: CheckResult[] = [];
  for (const { first, run } of steps) {
    onProgress(first, [...results]);
    results.push(...(await run()));
  }
  onProgress(null, results);
}

/** Failed checks come first. */
export function inOrder(results: readonly CheckResult[]): CheckResult[] {
  return results.toSorted((one, other) => Number('saw' in one) - Number('saw' in other));
}
