/** Applies the log's rows, as the backend pushes them, to the call in the app state. */
import type { Agent, LoggedCall } from '../../../shared/api.ts';
import { isLive } from '../../../shared/call.ts';
import { changeAppState } from '../../state/app-state-store.ts';
import { applyLoggedCall } from './logged-call.ts';
import { applyRecording } from './applied-recording.ts';
import { applyTransfer } from './applied-transfer.ts';
import { settleFromLog } from './settle-call.ts';

/** @param standing whether `rows` are all the calls that are on: a call that is missing there ended while no socket was open. */
export async function applyLogPush(rows: LoggedCall[], standing: boolean): Promise<void> {
  const rowOf = (callId: string | undefined) => rows.find(({ clientCallId }) => clientCallId === callId);
  const { call } = await changeAppState((appState) => {
    if (!appState.call) return appState;
    const row = rowOf(appState.call.id);
    const moved = row ? applyLoggedCall(appState.call, row, Date.now()) : appState.call;
    const known = row ?? rows.find(({ id }) => id === moved.sid);
    return { ...appState, call: applyRecording(applyTransfer(moved, withOwnTransfer(known, appState.agent)), known) };
  });
  if (standing && isLive(call) && call.mode === 'phone' && !rowOf(call.id)) void settleFromLog(call);
}

/** The transfer with which a colleague gave this call to the agent holds nobody here, and is not the agent's to finish. */
function withOwnTransfer(row: LoggedCall | undefined, agent: Agent | null): LoggedCall | undefined {
  const isOthers = row?.transfer && agent && row.transfer.from !== agent.identity;
  return isOthers ? { ...row, transfer: null } : row;
}
