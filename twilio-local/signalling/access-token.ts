/** Verifies an access token by the rules of Twilio's signalling. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export type Account = { accountSid: string; authToken: string; apiKeys: { sid: string; secret: string }[] };

export type VerifiedToken = {
  is: 'accepted';
  identity: string;
  /** Seconds until the token expires. */
  ttl: number;
  outgoingApplicationSid: string | undefined;
  incomingAllowed: boolean;
};
export type RefusedToken = { is: 'refused'; code: number; message: string };

type Fields = Record<string, unknown>;

/** Codes as the SDK knows them (its `generated.ts`); a device shows 31204 as 20101 and 31205 as 20104. */
const refusals = {
  malformed: { code: 31204, message: 'JWT is invalid' },
  header: { code: 20102, message: 'Invalid Access Token header' },
  issuer: { code: 20103, message: 'Invalid Access Token issuer/subject' },
  signature: { code: 31202, message: 'JWT signature validation failed' },
  early: { code: 20105, message: 'Access Token not yet valid' },
  expired: { code: 31205, message: 'JWT token has expired' },
  long: { code: 31207, message: 'JWT token expiration too long' },
  grant: { code: 31201, message: 'Authorization error: no voice grant' },
  identity: { code: 31105, message: 'Invalid client name' },
} as const;

const refuse = (why: keyof typeof refusals): RefusedToken => ({ is: 'refused', ...refusals[why] });

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function decodePart(part: string | undefined): Fields | undefined {
  try {
    return fieldsOf(JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}

function isSignedWith(secret: string, signed: string, signature: string): boolean {
  const expected = createHmac('sha256', secret).update(signed).digest();
  const given = Buffer.from(signature, 'base64url');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** `exp` must lie in the next 24 hours; `nbf` in the past, with a tolerance of one minute for clock differences. */
function refuseByTime(claims: Fields, now: number): RefusedToken | undefined {
  if (typeof claims.exp !== 'number') return refuse('malformed');
  if (typeof claims.nbf === 'number' && claims.nbf > now + 60) return refuse('early');
  if (claims.exp <= now) return refuse('expired');
  if (claims.exp - now > 24 * 3600 + 60) return refuse('long');
  return undefined;
}

function readGrants(claims: Fields, now: number): VerifiedToken | RefusedToken {
  const grants = fieldsOf(claims.grants);
  const voice = fieldsOf(grants?.voice);
  if (!voice) return refuse('grant');
  const identity = grants?.identity;
  // Letters, digits and underscore, at most 121: https://www.twilio.com/docs/voice/sdks/javascript/twiliodevice
  if (typeof identity !== 'string' || !/^\w{1,121}$/.test(identity)) return refuse('identity');
  const application = fieldsOf(voice.outgoing)?.application_sid;
  return {
    is: 'accepted',
    identity,
    ttl: Math.floor(Number(claims.exp) - now),
    outgoingApplicationSid: typeof application === 'string' ? application : undefined,
    incomingAllowed: fieldsOf(voice.incoming)?.allow === true,
  };
}

/**
 * Verifies a token.
 * @param now seconds since 1970
 */
export function verifyAccessToken(token: string, account: Account, now = Date.now() / 1000): VerifiedToken | RefusedToken {
  const [head, body, signature, ...rest] = token.split('.');
  const header = decodePart(head);
  const claims = decodePart(body);
  if (!header || !claims || !signature || rest.length > 0) return refuse('malformed');
  if (header.alg !== 'HS256' || header.cty !== 'twilio-fpa;v=1') return refuse('header');
  const key = account.apiKeys.find(({ sid }) => sid === claims.iss);
  if (!key || claims.sub !== account.accountSid) return refuse('issuer');
  if (!isSignedWith(key.secret, `${head}.${body}`, signature)) return refuse('signature');
  return refuseByTime(claims, now) ?? readGrants(claims, now);
}
