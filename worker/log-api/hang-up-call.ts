/** `POST /api/calls/:id/hangup`: the agent ends a call in the extension. */
import type { Context } from 'hono';
import type { App } from '../http/bindings.ts';
import type { LoggedCall } from '../../shared/api.ts';
import { findTransfer, holderOf } from '../call-log/call-transfer.ts';
import { findOwnCall } from '../call-log/logged-calls.ts';
import { agentReport } from '../call-log/call-report.ts';
import { restAccount } from '../http/rest-account.ts';
import { refuse } from '../http/http-errors.ts';
import { reportCall } from '../push/call-updates.ts';
import { endCall } from '../twilio/rest.ts';

/** Idempotent: both sides may hang up at the same time. */
export async function hangUpCall(c: Context<App>): Promise<Response> {
  const requested = await readOwnCall(c);
  if (requested.phase === 'ended') return c.json({ id: requested.id });
  // Recorded first: the report distinguishes a cancelled call from an unanswered one.
  await reportCall(c.env, agentReport(requested.id, 'canceled', Date.now()));
  // The call may have got its CallSid meanwhile, after placeCall looked for a cancellation.
  const call = await readOwnCall(c);
  if (call.id !== requested.id) await reportCall(c.env, agentReport(call.id, 'canceled', Date.now()));
  // Without a CallSid there is no call at Twilio yet: placeCall ends it as soon as it is created.
  if (call.id.startsWith('CA')) await endCall(restAccount(c.env), call.endsWith);
  return c.json({ id: call.id });
}

/** A call that the agent has transferred is not theirs to end. */
async function readOwnCall(c: Context<App>): Promise<LoggedCall & { endsWith: string }> {
  const { identity } = c.var.agent;
  const call = (await findOwnCall(c.env.DB, identity, c.req.param('id') ?? '')) ?? refuse('call-unknown');
  const transfer = call.phase === 'ended' ? null : await findTransfer(c.env.DB, call.id);
  if (transfer && holderOf(transfer) !== identity) refuse('call-unknown');
  // The first leg of a call that was transferred, or that came back, has ended.
  const wasSent = transfer?.stage === 'done' || transfer?.stage === 'returned';
  return { ...call, endsWith: wasSent ? transfer.customerSid : call.id };
}
