/** The end of a <Dial>: its results go to the action. */
import { readDocument } from './document.ts';
import { addressOf, methodOf, type Run, type VerbResult } from './verb.ts';
import type { Element } from './xml.ts';

/** Continues at the action with the results; without an action, at the next verb. */
export async function continueAtAction(run: Run, { attributes }: Element, results: Record<string, string>): Promise<VerbResult> {
  if (!attributes.action) return undefined;
  const action = { url: addressOf(run, attributes.action), method: methodOf(attributes.method), extra: results };
  if (!run.signal.aborted) return { goTo: action };
  // After the caller's hang-up no document runs, but the action is still requested with the results.
  if (run.call.over.aborted) await readDocument(run.context, run.call, action);
  return undefined;
}
