/** Guard of the webhooks: Twilio signed the request for our public address. */
import type { Context, Next } from 'hono';
import { isSignedByTwilio } from '../twilio/signature.ts';
import type { App } from './bindings.ts';
import { refuse } from './http-errors.ts';
import { requireSettings, settingsOf } from './settings.ts';

/** Stores the posted parameters in the context. Refuses an unsigned or wrongly signed request with 403, a repeated parameter with 400. */
export async function requireSignature(c: Context<App>, next: Next): Promise<void> {
  const { TWILIO_AUTH_TOKEN, PUBLIC_URL } = requireSettings(settingsOf(c.env), 'TWILIO_AUTH_TOKEN', 'PUBLIC_URL');
  const signature = c.req.header('x-twilio-signature');
  if (!signature) refuse('request-refused', { because: 'the webhook is not signed' }, 403);
  // Not text(): workerd warns of every body whose content type is not one of text.
  const form = new URLSearchParams(new TextDecoder().decode(await c.req.arrayBuffer()));
  if (!isSignedByTwilio(TWILIO_AUTH_TOKEN, signature, PUBLIC_URL + pathAndQuery(c.req.url), form)) {
    refuse('request-refused', { because: 'the signature does not fit TWILIO_AUTH_TOKEN, PUBLIC_URL and the body' }, 403);
  }
  const params = Object.fromEntries(form);
  if (Object.keys(params).length !== form.size) refuse('request-refused', { because: 'a parameter comes twice' });
  c.set('params', params);
  await next();
}

/** Unchanged characters, because Twilio signed them. The host is dropped: a proxy may have replaced it. */
function pathAndQuery(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/?#]*/i, '');
}
