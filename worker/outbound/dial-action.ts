/** `POST /api/calls/twiml/dialled`: the dialled leg is over, and Twilio asks what comes next. */
import type { Context } from 'hono';
import { twimlResponse } from '../http/twiml-response.ts';
import type { App } from '../http/bindings.ts';
import { readDialReport } from '../call-log/call-report.ts';
import { reportCall } from '../push/call-updates.ts';
import { hangUpTwiml } from '../twilio/twiml.ts';

/** Settles the call in the log. Nothing is said to the agent: the screen tells how it ended. */
export async function dialledTwiml(c: Context<App>): Promise<Response> {
  await reportCall(c.env, readDialReport(c.var.params, Date.now()));
  return twimlResponse(hangUpTwiml());
}
