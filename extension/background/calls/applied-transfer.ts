/** The transfer of the call in the app state, from the rows of the log. */
import { type CallTransfer, type LoggedCall, transferStages } from '../../../shared/api.ts';
import type { ActiveCall } from '../../state/app-state.ts';

const rankOf = ({ id, stage }: CallTransfer) => id * transferStages.length + transferStages.indexOf(stage);

/** @returns the same object when the row has no transfer, or an older one. */
export function applyTransfer(call: ActiveCall, row: LoggedCall | undefined): ActiveCall {
  const next = row?.transfer;
  if (!next || (call.transfer && rankOf(call.transfer) >= rankOf(next))) return call;
  return { ...withHold(call, next), transfer: next };
}

/** The customer hears music while somebody is asked, until the agent resumes. */
function withHold({ heldSince, ...call }: ActiveCall, { stage }: CallTransfer): ActiveCall {
  const held = stage === 'asking' || stage === 'talking' || stage === 'left';
  if (!held) return stage === 'merged' || stage === 'cancelled' || heldSince === undefined ? call : { ...call, heldSince };
  return { ...call, heldSince: heldSince ?? Date.now() };
}
