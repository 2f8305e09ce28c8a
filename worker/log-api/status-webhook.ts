/** `POST /api/calls/webhook/status`: how a leg is doing. */
import type { Context } from 'hono';
import type { App } from '../http/bindings.ts';
import { readLegReport } from '../call-log/call-report.ts';
import { assignSid } from '../call-log/own-phone-log.ts';
import { ownCallId } from '../own-phone/own-phone-twiml.ts';
import { reportCall } from '../push/call-updates.ts';

export async function statusWebhook(c: Context<App>): Promise<Response> {
  const report = readLegReport(c.var.params, Date.now());
  await assignSid(c.env.DB, ownCallId(c), report.callSid);
  await reportCall(c.env, report);
  return c.body(null, 204);
}
