/** `POST /api/calls/webhook/status`: the status callback of a leg. */
import type { Context } from 'hono';
import type { App } from '../http/bindings.ts';
import { readLegReport } from '../call-log/call-report.ts';
import { assignSid } from '../call-log/own-phone-log.ts';
import { cancelLateLeg } from '../call-log/cancel-ringing-legs.ts';
import { ownCallId } from '../own-phone/own-phone-twiml.ts';
import { reportCall } from '../push/call-updates.ts';

export async function statusWebhook(c: Context<App>): Promise<Response> {
  const report = readLegReport(c.var.params, Date.now());
  const callId = ownCallId(c);
  if (callId !== null) await assignSid(c.env.DB, callId, report.callSid);
  await reportCall(c.env, report);
  cancelLateLeg(c.env, report);
  return c.body(null, 204);
}
