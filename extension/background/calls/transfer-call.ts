/** Transfers the live call: sends the customer on, or asks somebody first. */
import { loggedIdOf, step } from '../../../shared/call.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { requirePairing } from '../../state/settings-store.ts';
import { fetchCall, postTransfer, postTransferEnd } from '../../worker-client.ts';
import { changeCall } from './active-call.ts';
import { applyTransfer } from './applied-transfer.ts';
import { changeLiveCall } from './change-live-call.ts';

type Transfer = { callId: string; to: string; name: string; ask: boolean };

/**
 * Resolves once the customer has left, or hears music while `to` rings.
 * @throws {ProblemError} why the call stays as it was.
 */
export async function transferCall({ callId, to, name, ask }: Transfer): Promise<void> {
  await changeLiveCall(callId, 'changingHoldUntil', async (call) => {
    await postTransfer(await requirePairing(), loggedIdOf(call), { to, ask });
    if (ask) await readTransfer(call);
    else await leave(callId, name);
  });
}

/** Ends a transfer that asked first. After `complete` the agent has left the call. */
export async function finishTransfer(callId: string, how: 'complete' | 'cancel' | 'merge'): Promise<void> {
  await changeLiveCall(callId, 'changingHoldUntil', async (call) => {
    await postTransferEnd(await requirePairing(), loggedIdOf(call), how);
    if (how === 'complete') await leave(callId, call.transfer?.to ?? '');
    else await readTransfer(call);
  });
}

/** The row says what was begun, also while no push socket is open. */
async function readTransfer(call: ActiveCall): Promise<void> {
  const row = await fetchCall(await requirePairing(), loggedIdOf(call));
  await changeCall(call.id, (now) => applyTransfer(now, row));
}

/** The engine sees the end of its leg; a call on the own phone ends here, because in the log it goes on without this agent. */
async function leave(callId: string, name: string): Promise<void> {
  const ended = { happened: 'ended', at: Date.now(), outcome: 'completed' } as const;
  await changeCall(callId, ({ heldSince: _, ...call }) => ({
    ...call,
    ...(call.mode === 'phone' ? step(call, ended) : {}),
    transferredTo: name,
  }));
}
