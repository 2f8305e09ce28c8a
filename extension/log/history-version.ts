/** Tells two states of a call's history apart, so that the list of its events is loaded again. */
import { type LoggedCall, recordingChanges } from '../../shared/api.ts';

/** Reports, recordings, what was done in the call, and the stage of its transfer. */
export function historyVersion(call: LoggedCall): string {
  const { reports, actions = 0, transfer } = call;
  return [reports, recordingChanges(call), actions, transfer?.id, transfer?.stage].join('.');
}
