/** `POST /api/calls/twiml/dialled`: the action of `<Dial>`, after the dialled leg has ended or was moved. */
import type { Context } from 'hono';
import { twimlResponse } from '../http/twiml-response.ts';
import type { App } from '../http/bindings.ts';
import { readDialReport } from '../call-log/call-report.ts';
import { movedCallTwiml } from '../call-log/moved-call.ts';
import { reportCall } from '../push/call-updates.ts';
import { hangUpTwiml } from '../twilio/twiml.ts';

/** Records the result and hangs up without a prompt: the extension shows the result. A caller whose leg was moved follows it. */
export async function dialledTwiml(c: Context<App>): Promise<Response> {
  const moved = await movedCallTwiml(c);
  if (moved) return twimlResponse(moved);
  await reportCall(c.env, readDialReport(c.var.params, Date.now()));
  return twimlResponse(hangUpTwiml());
}
