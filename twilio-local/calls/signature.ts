/** X-Twilio-Signature. */
import { createHmac } from 'node:crypto';

/**
 * HMAC-SHA1 with the Auth Token over the exact URL followed by every POST parameter, sorted by name, name and value run together.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export function signRequest(authToken: string, url: string, parameters: Record<string, string>): string {
  const names = Object.keys(parameters).toSorted();
  const text = names.reduce((sum, name) => sum + name + parameters[name], url);
  return createHmac('sha1', authToken).update(Buffer.from(text, 'utf8')).digest('base64');
}
