/** `POST /api/calls/twiml/dialled`: the dialled leg is over, and Twilio asks what comes next. */
import type { Context } from 'hono';
import { answerTwiml } from './answer-twiml.ts';
import type { App } from './bindings.ts';
import { readDialReport } from './call-report.ts';
import { reportCall } from './report-call.ts';
import { hangUp } from './twilio/twiml.ts';

/** Settles the call in the log. Nothing is said to the agent: the screen tells how it ended. */
export async function dialledTwiml(c: Context<App>): Promise<Response> {
  await reportCall(c.env, readDialReport(c.var.params, Date.now()));
  return answerTwiml(hangUp());
}
