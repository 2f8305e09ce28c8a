/** `POST /api/calls/webhook/conference`: the conference of a call has started or ended. */
import type { Context } from 'hono';
import * as z from 'zod/mini';
import { dropConference, saveConferenceSid } from '../call-log/call-conference.ts';
import { callSidSchema, readParams } from '../call-log/call-report.ts';
import { callSidOfConference } from '../call-log/moved-call.ts';
import type { App } from '../http/bindings.ts';

const conferenceParams = z.object({
  ConferenceSid: z.string().check(z.regex(/^CF[0-9a-f]{32}$/)),
  FriendlyName: z.pipe(z.pipe(z.string(), z.transform(callSidOfConference)), callSidSchema),
  StatusCallbackEvent: z.string(),
});

/** Events may repeat, or come after those that follow them: a conference that has ended is not known again. */
export async function conferenceWebhook(c: Context<App>): Promise<Response> {
  const { ConferenceSid, FriendlyName: callSid, StatusCallbackEvent } = readParams(conferenceParams, c.var.params);
  if (StatusCallbackEvent === 'conference-start') await saveConferenceSid(c.env.DB, callSid, ConferenceSid);
  if (StatusCallbackEvent === 'conference-end') await dropConference(c.env.DB, callSid, ConferenceSid);
  return c.body(null, 204);
}
