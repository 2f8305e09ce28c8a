/** `POST /api/calls/webhook/status`: how a leg is doing. */
import type { Context } from 'hono';
import type { App } from './bindings.ts';
import { recordReport } from './call-log.ts';
import { readLegReport } from './call-report.ts';

export async function statusWebhook(c: Context<App>): Promise<Response> {
  await recordReport(c.env.DB, readLegReport(c.var.params, Date.now()));
  return c.body(null, 204);
}
