/** The signature of Twilio's webhooks. */
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';

/**
 * Checks `X-Twilio-Signature` of a form post.
 * @param url the URL that Twilio requested, character for character, with its query.
 * @param form the body. Twilio signs every parameter, also those that we do not use.
 */
export function isSignedByTwilio(authToken: string, signature: string, url: string, form: URLSearchParams): boolean {
  const params = Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name)]));
  return validateRequest(authToken, signature, url, params);
}
