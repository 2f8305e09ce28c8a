/** `POST /api/calls/webhook/status`: how a leg is doing. */
import type { Context } from 'hono';
import type { App } from './bindings.ts';
import { readLegReport } from './call-report.ts';
import { adoptSid } from './own-phone-log.ts';
import { ownCallId } from './own-phone-twiml.ts';
import { reportCall } from './report-call.ts';

export async function statusWebhook(c: Context<App>): Promise<Response> {
  const report = readLegReport(c.var.params, Date.now());
  await adoptSid(c.env.DB, ownCallId(c), report.callSid);
  await reportCall(c.env, report);
  return c.body(null, 204);
}
