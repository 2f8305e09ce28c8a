/** `POST /api/line/probes`: a probe call to this agent's browsers, which proves that calls reach them. */
import type { Context } from 'hono';
import { probeRequestSchema, type probeAnswerSchema } from '../../shared/api.ts';
import type * as z from 'zod/mini';
import type { App } from '../http/bindings.ts';
import { ProblemError, problemOf } from '../../shared/problem.ts';
import { readJson } from '../http/request-body.ts';
import { restAccount } from '../http/rest-account.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';
import { createCall } from '../twilio/rest.ts';
import { hangUpTwiml } from '../twilio/twiml.ts';

/** The browser rejects the probe at once; after this time it is lost. */
const ringSeconds = 10;

/** A probe is never answered, so it costs nothing. */
export async function createProbe(c: Context<App>): Promise<Response> {
  const { probe, loud } = await readJson(c, probeRequestSchema);
  const { TWILIO_PHONE_NUMBER: from } = requireSettings(settingsOf(c.env), 'TWILIO_PHONE_NUMBER');
  const to = `client:${c.var.agent.identity}?probe=${probe}&loud=${loud}`;
  const { queuedMs } = await createCall(restAccount(c.env), { to, from, twiml: hangUpTwiml(), ringSeconds }).catch((cause: unknown) => {
    throw new ProblemError('proof-refused', problemOf(cause, 'proof-refused').details, { cause });
  });
  return c.json({ queuedMs } satisfies z.infer<typeof probeAnswerSchema>, 201);
}
