/** `POST /api/calls/webhook/status`: the status callback of a leg. */
import type { Context } from 'hono';
import * as z from 'zod/mini';
import type { App } from '../http/bindings.ts';
import { callSidSchema, readLegReport, readParams } from '../call-log/call-report.ts';
import { followTransfer } from '../in-call/transfer-legs.ts';
import { transferQuerySchema } from '../in-call/transfer-twiml.ts';
import { assignSid } from '../call-log/own-phone-log.ts';
import { cancelLateLeg } from '../call-log/cancel-ringing-legs.ts';
import { ownCallId } from '../own-phone/own-phone-twiml.ts';
import { reportCall } from '../push/call-updates.ts';
import { recordFromAnswer } from '../recordings/start-recording.ts';

/** The call and the transfer of a leg that a transfer rang. */
const ofSchema = z.object({
  of: z.optional(callSidSchema),
  transfer: z.optional(transferQuerySchema.shape.transfer),
  step: transferQuerySchema.shape.step,
});

export async function statusWebhook(c: Context<App>): Promise<Response> {
  const { of, transfer: id, step } = readParams(ofSchema, c.req.query());
  const read = readLegReport(c.var.params, Date.now());
  // Twilio knows a leg of a transfer by the leg that dialled it, which need not be the call's first.
  const report = of === undefined ? read : { ...read, callSid: of, party: c.var.params['To'] ?? null };
  const callId = ownCallId(c);
  if (callId !== null) await assignSid(c.env.DB, callId, report.callSid);
  await reportCall(c.env, report);
  if (report.status === 'in-progress') recordFromAnswer(c.env, report.callSid);
  if (of === undefined) cancelLateLeg(c.env, report);
  await followTransfer(c.env, report, id === undefined ? null : { id, ...(step ? { step } : {}) });
  return c.body(null, 204);
}
