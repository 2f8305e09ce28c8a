/** `GET /api/calls/token`: the access token that registers this agent's browser at Twilio. */
import type { Context } from 'hono';
import type { TokenAnswer } from '../../shared/api.ts';
import type { App } from '../http/bindings.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';
import { issueAccessToken } from '../twilio/access-token.ts';

/** The identity is the session's; the query is ignored. */
export async function getAccessToken(c: Context<App>): Promise<Response> {
  const { identity } = c.var.agent;
  const values = requireSettings(settingsOf(c.env), 'TWILIO_ACCOUNT_SID', 'TWILIO_API_KEY', 'TWILIO_API_SECRET', 'TWILIO_TWIML_APP_SID');
  const issued = issueAccessToken(
    {
      accountSid: values.TWILIO_ACCOUNT_SID,
      apiKey: values.TWILIO_API_KEY,
      apiSecret: values.TWILIO_API_SECRET,
      twimlAppSid: values.TWILIO_TWIML_APP_SID,
    },
    identity,
  );
  return c.json({ token: issued.token, identity, expiresAt: new Date(issued.expiresAt).toISOString() } satisfies TokenAnswer);
}
