/** Brings the call in the app state level with its row of the log. */
import type { LoggedCall } from '../../../shared/api.ts';
import { adopt } from '../../../shared/call.ts';
import type { ActiveCall } from '../../state/app-state.ts';

/** @returns the same object for a row that is older than the last one, or of a call in the browser. */
export function applyLoggedCall(call: ActiveCall, row: LoggedCall, now: number): ActiveCall {
  // The engine reports a call in the browser, before Twilio's reports reach the backend.
  if (call.mode !== 'phone' || row.mode !== 'phone' || row.reports < (call.reports ?? 0)) return call;
  return { ...call, ...adopt(call, row, now), sid: row.id, reports: row.reports };
}
