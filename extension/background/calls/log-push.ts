/** Applies the log's rows, as the backend pushes them, to the call in the app state. */
import type { Agent, LoggedCall } from '../../../shared/api.ts';
import { isLive } from '../../../shared/call.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { changeAppState } from '../../state/app-state-store.ts';
import { changeCallIn } from '../../state/held-call.ts';
import { applyLoggedCall } from './logged-call.ts';
import { applyRecording } from './applied-recording.ts';
import { applyTransfer } from './applied-transfer.ts';
import { settleFromLog } from './settle-call.ts';

/** @param standing whether `rows` are all the calls that are on: a call that is missing there ended while no socket was open. */
export async function applyLogPush(rows: LoggedCall[], standing: boolean): Promise<void> {
  const { call } = await changeAppState((appState) =>
    [appState.heldCall, appState.call].reduce(
      (state, one) => (one ? changeCallIn(state, one.id, (before) => applyRows(before, rows, appState.agent)) : state),
      appState,
    ),
  );
  const isListed = rows.some(({ clientCallId }) => clientCallId === call?.id);
  if (standing && isLive(call) && call.mode === 'phone' && !isListed) void settleFromLog(call);
}

function applyRows(call: ActiveCall, rows: LoggedCall[], agent: Agent | null): ActiveCall {
  const row = rows.find(({ clientCallId }) => clientCallId === call.id);
  const moved = row ? applyLoggedCall(call, row, Date.now()) : call;
  const known = row ?? rows.find(({ id }) => id === moved.sid);
  return applyRecording(applyTransfer(moved, withOwnTransfer(known, agent)), known);
}

/** The transfer with which a colleague gave this call to the agent holds nobody here, and is not the agent's to finish. */
function withOwnTransfer(row: LoggedCall | undefined, agent: Agent | null): LoggedCall | undefined {
  const isOthers = row?.transfer && agent && row.transfer.from !== agent.identity;
  return isOthers ? { ...row, transfer: null } : row;
}
