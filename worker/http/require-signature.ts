/** Lets only webhooks through that Twilio signed for our public address. */
import type { Context, Next } from 'hono';
import type { App } from './bindings.ts';
import { readText } from './read-body.ts';
import { refuse } from './http-errors.ts';
import { requireSettings, settingsOf } from './settings.ts';
import { isSignedByTwilio } from '../twilio/signature.ts';

const largestForm = 64 * 1024;

/**
 * Puts the posted parameters into the context. Refuses with 403 what is unsigned or wrongly signed, with 400 a parameter
 * that comes twice.
 */
export async function requireSignature(c: Context<App>, next: Next): Promise<void> {
  const { TWILIO_AUTH_TOKEN, PUBLIC_URL } = requireSettings(settingsOf(c.env), 'TWILIO_AUTH_TOKEN', 'PUBLIC_URL');
  const signature = c.req.header('x-twilio-signature');
  if (!signature) refuse('request-refused', { because: 'the webhook is not signed' }, 403);
  const form = new URLSearchParams(await readText(c.req.raw, largestForm));
  if (!isSignedByTwilio(TWILIO_AUTH_TOKEN, signature, PUBLIC_URL + pathAndQuery(c.req.url), form)) {
    refuse('request-refused', { because: 'the signature does not fit TWILIO_AUTH_TOKEN, PUBLIC_URL and the body' }, 403);
  }
  const params = Object.fromEntries(form);
  if (Object.keys(params).length !== form.size) refuse('request-refused', { because: 'a parameter comes twice' });
  c.set('params', params);
  await next();
}

/** What follows the host, exactly as it came: Twilio signed the characters, and what a proxy says of the host counts for nothing. */
function pathAndQuery(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/?#]*/i, '');
}
