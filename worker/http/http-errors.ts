/** How a request is refused: JSON with a Problem, and the HTTP status that fits it. */
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Refusal } from '../../shared/api.ts';
import { problemOf, type Problem, type ProblemCode } from '../../shared/problem.ts';

/** Status and plain English of each Problem that a request can be refused with. */
const refusals: Partial<Record<ProblemCode, { status: ContentfulStatusCode; says: string }>> = {
  'not-paired': { status: 401, says: 'This request carries no session: pair this browser first' },
  'session-revoked': { status: 401, says: 'This session is unknown or was revoked: pair this browser again' },
  'agent-unknown': { status: 401, says: 'This agent is unknown or was removed' },
  'pairing-code-refused': { status: 403, says: 'This pairing code is unknown: ask for a new pairing link' },
  'pairing-code-used': { status: 410, says: 'This pairing code was used already: ask for a new pairing link' },
  'pairing-code-expired': { status: 410, says: 'This pairing code has expired: ask for a new pairing link' },
  'number-unreadable': { status: 422, says: 'This is not a phone number' },
  'number-too-short': { status: 422, says: 'This number is too short' },
  'number-too-long': { status: 422, says: 'This number is too long' },
  'number-not-callable': { status: 422, says: 'Service and emergency numbers are not called' },
  'number-premium': { status: 403, says: 'Premium numbers are turned off' },
  'number-own': { status: 422, says: "This is the team's own number or the agent's own phone" },
  'country-not-allowed': { status: 403, says: 'Calls to this country are turned off' },
  'too-many-calls': { status: 429, says: 'This agent has started too many calls' },
  'agent-has-no-phone': { status: 409, says: "No number is kept for this agent's own phone" },
  'call-already-active': { status: 409, says: 'This call is on already' },
  'call-unknown': { status: 404, says: 'There is no such call of this agent' },
  'phone-code-wrong': { status: 403, says: 'This is not the code that was said' },
  'phone-code-expired': { status: 410, says: 'There is no code to take: ask for a new one' },
  'phone-code-spent': { status: 403, says: 'This code was mistyped too often: ask for a new one' },
  'phone-service-unreachable': { status: 502, says: 'Twilio cannot be reached' },
  'phone-service-busy': { status: 503, says: 'Twilio takes no more requests for now' },
  'own-phone-unreachable': { status: 502, says: "The agent's own phone cannot be called" },
  'account-refused': { status: 502, says: 'Twilio refused the account' },
  'caller-id-refused': { status: 502, says: 'Twilio refused the caller ID' },
  'call-failed': { status: 502, says: 'Twilio did not take the call' },
  'request-refused': { status: 400, says: 'The request does not fit' },
  'not-found': { status: 404, says: 'There is nothing here' },
  'too-many-requests': { status: 429, says: 'Too many requests: wait, then try again' },
  'proof-refused': { status: 502, says: 'Twilio would not place the call that proves the line' },
  'settings-missing': { status: 503, says: 'Settings are missing' },
  'settings-malformed': { status: 503, says: 'Settings are malformed' },
};
const internalError = { status: 500, says: 'The backend failed' } as const;

/** Details whose words also belong into `message`. */
type Details = { because?: string; names?: string; retryAfterSeconds?: string; minutes?: string };

/**
 * Stops the request here.
 * @param details `because` says in plain English what does not fit; `retryAfterSeconds` becomes `Retry-After`, `minutes` is the same for people.
 * @param status in place of the Problem's usual one.
 * @throws {HTTPException} always.
 */
export function refuse(code: ProblemCode, details: Details = {}, status?: ContentfulStatusCode): never {
  const res = refusalResponse({ code, ...(Object.keys(details).length > 0 ? { details } : {}) }, status);
  throw new HTTPException(res.status as ContentfulStatusCode, { res });
}

/** The answer to a request whose handling threw `error`. What nobody foresaw is printed and told as `backend-failed`. */
export function handleError(error: unknown): Response {
  if (error instanceof HTTPException) return error.getResponse();
  const problem = problemOf(error, 'backend-failed');
  if (problem.code === 'backend-failed')
    console.error(error instanceof Error ? (error.stack ?? error.message) : 'something else than an Error was thrown');
  return refusalResponse(problem);
}

function refusalResponse({ code, details = {} }: Problem, otherStatus?: ContentfulStatusCode): Response {
  const { status, says } = refusals[code] ?? internalError;
  const { because, names, retryAfterSeconds } = details;
  const body: Refusal = {
    problem: code,
    message: [says, because ?? names].filter(Boolean).join(': '),
    ...(Object.keys(details).length > 0 ? { details } : {}),
  };
  const headers = retryAfterSeconds ? { 'retry-after': retryAfterSeconds } : undefined;
  return Response.json(body, { status: otherStatus ?? status, ...(headers ? { headers } : {}) });
}
