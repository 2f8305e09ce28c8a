/** `POST /api/line/probes`: a marked call to this agent's browsers, which proves that calls reach them. */
import type { Context } from 'hono';
import { probeRequestSchema, type probeAnswerSchema } from '../shared/api.ts';
import type * as z from 'zod/mini';
import type { App } from './bindings.ts';
import { readJson } from './read-body.ts';
import { need, settingsOf } from './settings.ts';
import { placeCall } from './twilio/rest.ts';
import { hangUp } from './twilio/twiml.ts';
import { restAccount } from './voicemail.ts';

/** The browser turns it down as soon as it sees it; one that does not come is given up. */
const ringSeconds = 10;

/** Nobody answers a probe, so it costs nothing. */
export async function probeLine(c: Context<App>): Promise<Response> {
  const { probe, loud } = await readJson(c.req.raw, probeRequestSchema);
  const { TWILIO_PHONE_NUMBER: from } = need(settingsOf(c.env), 'TWILIO_PHONE_NUMBER');
  const to = `client:${c.var.agent.identity}?probe=${probe}&loud=${loud}`;
  const { queuedMs } = await placeCall(restAccount(c), { to, from, twiml: hangUp(), ringSeconds });
  return c.json({ queuedMs } satisfies z.infer<typeof probeAnswerSchema>, 201);
}
