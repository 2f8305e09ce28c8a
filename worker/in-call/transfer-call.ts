/** `POST /api/calls/:id/transfer`: sends the customer on, or asks somebody first. */
import type { Context } from 'hono';
import { transferRequestSchema } from '../../shared/api.ts';
import { saveAgentAction, targetParty } from '../call-log/call-actions.ts';
import { claimConference, releaseConference } from '../call-log/call-conference.ts';
import { transferReport } from '../call-log/call-report.ts';
import { advanceTransfer, findTransfer, isAsking, startTransfer, type Transfer } from '../call-log/call-transfer.ts';
import type { App } from '../http/bindings.ts';
import { refuse, throwProblem } from '../http/http-errors.ts';
import { readJson } from '../http/request-body.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';
import { dialSettingNames } from '../outbound/dial-rules.ts';
import { pushTransferStep, reportCall } from '../push/call-updates.ts';
import { askTarget } from './ask-target.ts';
import { findParties, maxChangeMs, readHeldCall, type HeldCall, type Parties } from './held-call.ts';
import { sendCustomer } from './send-call.ts';
import { transferObjection } from './transfer-limits.ts';
import { readTarget, toVoicemail, type TransferTarget } from './transfer-target.ts';

export async function transferCall(c: Context<App>): Promise<Response> {
  const { DB: db } = c.env;
  const { to, ask } = await readJson(c, transferRequestSchema);
  if (ask && to === toVoicemail) refuse('request-refused', { because: 'a voicemail cannot be asked' });
  const held = await readHeldCall(c);
  const { call } = held;
  if (held.transfer && isAsking(held.transfer)) refuse('call-being-changed');
  const settings = requireSettings(settingsOf(c.env), ...dialSettingNames);
  const customer = call.direction === 'incoming' ? (call.caller?.number ?? '') : call.to;
  const target = await readTarget(db, { to, agent: c.var.agent, customer, settings });
  const parties = await findParties(c, held);
  const now = Date.now();
  const claimed = await claimConference(db, { callSid: call.id, movedSid: parties.dialledSid, now, until: now + maxChangeMs });
  if (!claimed) refuse('call-being-changed');
  try {
    // The change before this one may have ended after the look at the call.
    if ((await findTransfer(db, call.id))?.id !== held.transfer?.id) refuse('call-being-changed');
    const transfer = await storeTransfer(c, held, parties, { to, ask, target });
    await (ask ? askTarget(c.env, { transfer, call, claimed, parties, target }) : sendCustomer(c.env, transfer, call)).catch(
      async (error: unknown) => {
        await advanceTransfer(db, transfer.id, [transfer.stage], 'failed');
        throw error;
      },
    );
    await saveAgentAction(db, call.id, ask ? 'transfer-asked' : 'transfer-sent', targetParty(transfer));
    pushTransferStep(c.env, transfer);
  } finally {
    await releaseConference(db, call.id);
  }
  return c.json({ id: call.id });
}

type Wanted = { to: string; ask: boolean; target: TransferTarget };

/** Stored before the limits are counted. The log learns at once that the call now ends with the customer's leg. */
async function storeTransfer(c: Context<App>, { call }: HeldCall, parties: Parties, { to, ask, target }: Wanted): Promise<Transfer> {
  const { DB: db } = c.env;
  const { identity } = c.var.agent;
  const startedAt = Date.now();
  const toAgent = target.is === 'colleague' ? target.identity : target.is === 'number' ? target.colleague : null;
  const { customerSid, agentSid } = parties;
  const stage = ask ? ('asking' as const) : ('ringing' as const);
  const transfer = await startTransfer(
    db,
    { callSid: call.id, customerSid, agentSid, fromAgent: identity, target: to, toAgent, asks: ask, stage },
    startedAt,
  );
  if (target.is === 'number' && toAgent === null) {
    const settings = requireSettings(settingsOf(c.env), ...dialSettingNames);
    const objection = await transferObjection(c.env, { id: transfer.id, agent: identity, number: target.number, startedAt }, settings);
    if (objection) {
      await advanceTransfer(db, transfer.id, [stage], 'failed');
      throwProblem(objection);
    }
  }
  await reportCall(c.env, transferReport(call.id, customerSid, startedAt));
  return transfer;
}
