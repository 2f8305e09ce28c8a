/** What really became of a call: the browser sees only that it ended, the backend's log knows why. */
import { type Outcome, step } from '../../../shared/call.ts';
import { type Problem, problemOf } from '../../../shared/problem.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { readPairing } from '../../state/settings-store.ts';
import { fetchCall } from '../../worker-client.ts';
import { changeCall } from './active-call.ts';

/**
 * Asks the log about a call that was answered or ended. Answered may mean that our own refusal is being read out, ended
 * may mean busy or no answer; both stand in the log before Twilio lets the browser know. A log that cannot be asked
 * leaves the call as the browser saw it, but for a call that failed without an answer.
 */
export async function settleFromLog(call: ActiveCall): Promise<void> {
  const pairing = await readPairing();
  if (!pairing) return;
  const settle = (at: number, outcome: Outcome, problem: Problem | null) =>
    changeCall(call.id, (now) => ({ ...now, ...step(now, { happened: 'settled', at, outcome, ...(problem ? { problem } : {}) }) }));
  try {
    const { outcome, problem, endedAt } = await fetchCall(pairing, call.direction === 'incoming' ? (call.sid ?? call.id) : call.id);
    if (outcome) await settle(endedAt ? Date.parse(endedAt) : Date.now(), outcome, problem);
  } catch (error) {
    // Twilio asks the backend what to do with each call: one that failed while the backend is down failed because of it.
    const { phase } = call;
    if (phase.is === 'ended' && phase.outcome === 'failed' && !phase.connectedAt)
      await settle(phase.at, 'failed', problemOf(error, 'backend-failed'));
  }
}
