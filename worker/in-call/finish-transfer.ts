/** `POST /api/calls/:id/transfer/complete`, `/cancel`, `/merge`: the ways out of a transfer that asks first. */
import type { Context } from 'hono';
import { saveAgentAction, targetParty } from '../call-log/call-actions.ts';
import { claimConference, findConference, releaseConference } from '../call-log/call-conference.ts';
import { advanceTransfer, isAsking, type Transfer, type TransferStage } from '../call-log/call-transfer.ts';
import type { App, Bindings } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { restAccount } from '../http/rest-account.ts';
import { pushTransferStep } from '../push/call-updates.ts';
import { setEndsOnExit, setHold } from '../twilio/conference.ts';
import { endCall } from '../twilio/rest.ts';
import { backToCustomer } from './ask-target.ts';
import { maxChangeMs, readHeldCall } from './held-call.ts';

/** Customer and target stay, the agent leaves. */
export const completeTransfer = (c: Context<App>) =>
  finish(c, { from: ['talking', 'merged'], to: 'done' }, async (env, transfer, conferenceSid) => {
    await connectTarget(env, transfer, conferenceSid);
    await endCall(restAccount(env), transfer.agentSid);
  });

/** The target leaves, and the agent talks with the customer again. */
export const cancelTransfer = (c: Context<App>) =>
  finish(c, { from: ['asking', 'talking', 'merged'], to: 'cancelled' }, async (env, transfer, conferenceSid) => {
    const account = restAccount(env);
    await backToCustomer(account, conferenceSid, transfer);
    if (transfer.legSid !== null) await endCall(account, transfer.legSid);
  });

/** All three talk. */
export const mergeTransfer = (c: Context<App>) =>
  finish(c, { from: ['talking'], to: 'merged' }, async (env, transfer, conferenceSid) => {
    if (!(await setHold(restAccount(env), conferenceSid, transfer.customerSid, false))) refuse('call-not-connected');
  });

/** From now on the target ends the call by leaving. @returns false when the target has left */
export async function connectTarget(env: Bindings, { legSid, customerSid }: Transfer, conferenceSid: string): Promise<boolean> {
  const account = restAccount(env);
  const targetIsThere = await setEndsOnExit(account, conferenceSid, legSid ?? '', true);
  const customerIsThere = await setHold(account, conferenceSid, customerSid, false);
  return targetIsThere && customerIsThere;
}

type Change = { from: readonly TransferStage[]; to: 'done' | 'cancelled' | 'merged' };

const actions = { done: 'transfer-completed', cancelled: 'transfer-cancelled', merged: 'transfer-merged' } as const;

async function finish(
  c: Context<App>,
  { from, to }: Change,
  change: (env: Bindings, transfer: Transfer, conferenceSid: string) => Promise<void>,
): Promise<Response> {
  const { DB: db } = c.env;
  const { call, transfer } = await readHeldCall(c);
  if (!transfer || !isAsking(transfer)) refuse('transfer-not-possible');
  const conference = (await findConference(db, call.id)) ?? refuse('call-not-connected');
  const now = Date.now();
  const claimed = await claimConference(db, { callSid: call.id, movedSid: conference.movedSid, now, until: now + maxChangeMs });
  if (!claimed) refuse('call-being-changed');
  try {
    const { stage } = transfer;
    const advanced = await advanceTransfer(db, transfer.id, from, to);
    if (!advanced) refuse('transfer-not-possible');
    await change(c.env, advanced, claimed.conferenceSid ?? refuse('call-not-connected')).catch(async (error: unknown) => {
      await advanceTransfer(db, transfer.id, [to], stage);
      throw error;
    });
    await saveAgentAction(db, call.id, actions[to], targetParty(advanced));
    pushTransferStep(c.env, advanced);
  } finally {
    await releaseConference(db, call.id);
  }
  return c.json({ id: call.id });
}
