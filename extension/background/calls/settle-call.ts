/** Settles a call from the log: the browser sees that a call ended, the log has the reason. */
import { loggedIdOf, type Outcome, step } from '../../../shared/call.ts';
import { type Problem, problemOf } from '../../../shared/problem.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { readPairing } from '../../state/settings-store.ts';
import { fetchCall } from '../../worker-client.ts';
import { changeCall } from './active-call.ts';

/**
 * Fetches the row of a call that was answered or ended. "Answered" may be a voice that reads out our refusal, "ended" may
 * be busy or no answer; the log has both before Twilio reports to the browser. When the log cannot be fetched, the call
 * stays as the browser saw it, except a call that failed without an answer.
 */
export async function settleFromLog(call: ActiveCall): Promise<void> {
  const pairing = await readPairing();
  if (!pairing) return;
  const settle = (at: number, outcome: Outcome, problem: Problem | null, talkSeconds = 0) =>
    changeCall(call.id, (now) => ({
      ...now,
      ...step(now, { happened: 'settled', at, outcome, ...(problem ? { problem } : {}) }),
      ...(talkSeconds > 0 ? { talkSeconds } : {}),
    }));
  try {
    const { outcome, problem, endedAt, talkSeconds } = await fetchCall(pairing, loggedIdOf(call));
    if (outcome) await settle(endedAt ? Date.parse(endedAt) : Date.now(), outcome, problem, talkSeconds);
  } catch (error) {
    // Twilio fetches TwiML from the backend for each call: while the backend is down, its failure is the call's.
    const { phase } = call;
    if (phase.is === 'ended' && phase.outcome === 'failed' && !phase.connectedAt)
      await settle(phase.at, 'failed', problemOf(error, 'backend-failed'));
  }
}
