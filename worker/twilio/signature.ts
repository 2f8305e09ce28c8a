/** Whether a webhook truly comes from Twilio. */
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';

/**
 * Checks `X-Twilio-Signature` of a form post.
 * @param url the address Twilio was told to call, character for character, with its query.
 * @param form the body, undecoded. Every parameter of it is signed, known to us or not.
 */
export function isSignedByTwilio(authToken: string, signature: string, url: string, form: URLSearchParams): boolean {
  const params = Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name)]));
  return validateRequest(authToken, signature, url, params);
}
