/** Twilio access tokens: a JWT, signed with the API key, that registers a browser. */
import AccessToken from 'twilio/lib/jwt/AccessToken.js';

/** Twilio allows up to 24 hours; the default of its library is one hour. */
const lifetimeSeconds = 3600;

export type SigningKey = { accountSid: string; apiKey: string; apiSecret: string; twimlAppSid: string };

/**
 * A token for `identity` that may call through the TwiML App and may be called.
 * @returns `expiresAt` is the token's own `exp`, in Unix milliseconds.
 */
export function issueAccessToken(
  { accountSid, apiKey, apiSecret, twimlAppSid }: SigningKey,
  identity: string,
): { token: string; expiresAt: number } {
  const accessToken = new AccessToken(accountSid, apiKey, apiSecret, { identity, ttl: lifetimeSeconds });
  accessToken.addGrant(new AccessToken.VoiceGrant({ outgoingApplicationSid: twimlAppSid, incomingAllow: true }));
  const token = accessToken.toJwt();
  return { token, expiresAt: expiryOf(token) };
}

function expiryOf(token: string): number {
  const payload = token.split('.')[1] ?? '';
  const { exp } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as { exp: number };
  return exp * 1000;
}
