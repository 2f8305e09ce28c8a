/** What really became of a call: the browser sees only that it ended, the backend's log knows why. */
import { step } from '../../shared/call.ts';
import type { CallOnBoard } from '../board.ts';
import { readPairing } from '../settings.ts';
import { fetchCall } from '../worker-client.ts';
import { onCall } from './call-on-board.ts';

/**
 * Asks the log about a call that was answered or ended. Answered may mean that our own refusal is being read out, ended
 * may mean busy or no answer; both stand in the log before Twilio lets the browser know. A log that cannot be asked
 * leaves the call as the browser saw it.
 */
export async function settleFromLog(call: CallOnBoard): Promise<void> {
  const pairing = await readPairing();
  if (!pairing || !call.sid) return;
  const logged = await fetchCall(pairing, call.sid).catch(() => null);
  if (!logged?.outcome) return;
  const { outcome, problem } = logged;
  const at = logged.endedAt ? Date.parse(logged.endedAt) : Date.now();
  await onCall(call.id, (now) => ({ ...now, ...step(now, { happened: 'settled', at, outcome, ...(problem ? { problem } : {}) }) }));
}
