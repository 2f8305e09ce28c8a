/** `POST /api/calls/webhook/status`: how a leg is doing. */
import type { Context } from 'hono';
import type { App } from './bindings.ts';
import { readLegReport } from './call-report.ts';
import { reportCall } from './report-call.ts';

export async function statusWebhook(c: Context<App>): Promise<Response> {
  await reportCall(c.env, readLegReport(c.var.params, Date.now()));
  return c.body(null, 204);
}
