/** Refusals of requests: an HTTP status, and JSON with the Problem. */
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Refusal } from '../../shared/api.ts';
import { ProblemError, problemOf, type Problem, type ProblemCode } from '../../shared/problem.ts';

/** Status and English message of each Problem with which a request can be refused. */
const refusals: Partial<Record<ProblemCode, { status: ContentfulStatusCode; message: string }>> = {
  'not-paired': { status: 401, message: 'This request carries no session: pair this browser first' },
  'session-revoked': { status: 401, message: 'This session is unknown or was revoked: pair this browser again' },
  'agent-unknown': { status: 401, message: 'This agent is unknown or was removed' },
  'pairing-code-refused': { status: 403, message: 'This pairing code is unknown: ask for a new pairing link' },
  'pairing-code-used': { status: 410, message: 'This pairing code was used already: ask for a new pairing link' },
  'pairing-code-expired': { status: 410, message: 'This pairing code has expired: ask for a new pairing link' },
  'number-unreadable': { status: 422, message: 'This is not a phone number' },
  'number-too-short': { status: 422, message: 'This number is too short' },
  'number-too-long': { status: 422, message: 'This number is too long' },
  'number-not-callable': { status: 422, message: 'Service and emergency numbers are not called' },
  'number-premium': { status: 403, message: 'Premium, personal, pager and voicemail numbers are turned off' },
  'number-unknown': { status: 403, message: 'As far as Hatif knows, this is no phone number, and such numbers are turned off' },
  'number-own': { status: 422, message: "This is the team's own number or the agent's own phone" },
  'country-not-allowed': { status: 403, message: 'Calls to this country are turned off' },
  'too-many-calls': { status: 429, message: 'This agent has started too many calls' },
  'too-many-live-calls': { status: 429, message: 'This agent has as many calls on as they may have' },
  'agent-minutes-used-up': { status: 429, message: 'This agent has used up the minutes of today' },
  'team-minutes-used-up': { status: 429, message: 'The team has used up the minutes of today' },
  'agent-spend-used-up': { status: 429, message: 'This agent has used up the money of today' },
  'team-spend-used-up': { status: 429, message: 'The team has used up the money of today' },
  'country-not-approved': { status: 403, message: 'Nobody called this country before: an admin has to allow it' },
  'agent-stopped': { status: 403, message: 'The outgoing calls of this agent are stopped' },
  'calls-stopped': { status: 403, message: 'All outgoing calls are stopped' },
  'own-phone-not-allowed': { status: 403, message: "The country or the kind of the agent's own number is turned off" },
  'agent-has-no-phone': { status: 409, message: "No number is kept for this agent's own phone" },
  'call-already-active': { status: 409, message: 'This call is on already' },
  'call-not-connected': { status: 409, message: 'Nobody talks on this call now' },
  'call-being-changed': { status: 409, message: 'Another change of this call is on its way' },
  'colleague-unreachable': { status: 409, message: 'This colleague cannot be rung now' },
  'transfer-not-possible': { status: 409, message: 'Nobody who was asked has this call on' },
  'recording-off': { status: 403, message: 'This deployment records no calls' },
  'recording-always': { status: 403, message: 'This deployment records every call: a recording can be paused, and not stopped' },
  'not-recording': { status: 409, message: 'This call is not recorded now' },
  'call-unknown': { status: 404, message: 'There is no such call of this agent' },
  'phone-code-wrong': { status: 403, message: 'This is not the code that was said' },
  'phone-code-expired': { status: 410, message: 'There is no code to take: ask for a new one' },
  'phone-code-spent': { status: 403, message: 'This code was mistyped too often: ask for a new one' },
  'phone-service-unreachable': { status: 502, message: 'Twilio cannot be reached' },
  'phone-service-busy': { status: 503, message: 'Twilio takes no more requests for now' },
  'phone-service-misunderstood': { status: 502, message: 'Twilio rejected the form of a request' },
  'webhook-failed': { status: 502, message: 'Twilio could not fetch its instructions from this backend' },
  'webhook-malformed': { status: 502, message: 'Twilio could not follow the instructions of this backend' },
  'twilio-error': { status: 502, message: 'Twilio reported an error' },
  'own-phone-unreachable': { status: 502, message: "The agent's own phone cannot be called" },
  'country-blocked': { status: 502, message: 'The geographic permissions of the Twilio account leave this country out' },
  'number-blocked': { status: 502, message: 'Twilio does not call this number' },
  'account-refused': { status: 502, message: 'Twilio refused the account' },
  'account-inactive': { status: 502, message: 'The Twilio account is not active' },
  'account-on-trial': { status: 502, message: 'The Twilio account is a trial: it calls verified numbers only, from its trial number' },
  'account-at-call-limit': { status: 503, message: 'The Twilio account has as many calls at a time as it may have' },
  'caller-id-refused': { status: 502, message: 'Twilio refused the caller ID' },
  'call-failed': { status: 502, message: 'Twilio did not take the call' },
  'recording-not-ready': { status: 503, message: 'Twilio has not finished this recording: ask again in a minute' },
  'recording-gone': { status: 410, message: 'This recording was deleted at Twilio' },
  'recording-in-own-storage': { status: 502, message: "The recording is in the account's own storage, which refuses the backend" },
  'recording-unreachable': { status: 502, message: 'The storage of the recording gave no audio' },
  'request-refused': { status: 400, message: 'The request does not fit' },
  'not-found': { status: 404, message: 'There is nothing here' },
  'too-many-requests': { status: 429, message: 'Too many requests: wait, then try again' },
  'proof-refused': { status: 502, message: 'Twilio would not place the call that proves the line' },
  'settings-missing': { status: 503, message: 'Settings are missing' },
  'settings-malformed': { status: 503, message: 'Settings are malformed' },
};
/** For a person who opens the address of the server in a browser. */
const notFoundSentence = 'This is the server of Hatif. There is no page at this address: Hatif is used in the browser extension.';

const internalError = { status: 500, message: 'The backend failed' } as const;

/** `because` and `names` also become part of the message. */
type Details = { because?: string; names?: string; retryAfterSeconds?: string; minutes?: string };

/**
 * Ends the request with a refusal.
 * @param details `because` is the reason in English; `retryAfterSeconds` becomes `Retry-After`, and `minutes` is the same for the UI.
 * @param status replaces the Problem's usual status.
 * @throws {HTTPException} always.
 */
export function refuse(code: ProblemCode, details: Details = {}, status?: ContentfulStatusCode): never {
  const res = refusalResponse({ code, ...(Object.keys(details).length > 0 ? { details } : {}) }, status);
  throw new HTTPException(res.status as ContentfulStatusCode, { res });
}

/** @throws {ProblemError} always. */
export function throwProblem({ code, details }: Problem): never {
  throw new ProblemError(code, details);
}

/** Handler of everything that a request throws. An unexpected error is printed; the client gets `backend-failed` without its cause. */
export function handleError(error: unknown): Response {
  if (error instanceof HTTPException) return error.getResponse();
  const problem = problemOf(error, 'backend-failed');
  if (problem.code === 'backend-failed')
    console.error(error instanceof Error ? (error.stack ?? error.message) : 'a value that is no Error was thrown');
  return refusalResponse(problem);
}

/** Handler of a path without a route. It does not throw: Hono would leave the headers of the middleware out. */
export function handleNotFound(c: Context): Response | Promise<Response> {
  const isPerson = c.req.method === 'GET' && !c.req.path.startsWith('/api/') && c.req.header('accept')?.includes('text/html');
  if (isPerson) return c.html(`<!doctype html><html lang="en"><title>Hatif</title><p>${notFoundSentence}</html>`, 404);
  return refusalResponse({ code: 'not-found', details: { because: 'no such route' } });
}

function refusalResponse({ code, details = {} }: Problem, otherStatus?: ContentfulStatusCode): Response {
  const { status, message } = refusals[code] ?? internalError;
  const { because, names, retryAfterSeconds } = details;
  const body: Refusal = {
    problem: code,
    message: [message, because ?? names].filter(Boolean).join(': '),
    ...(Object.keys(details).length > 0 ? { details } : {}),
  };
  const headers = retryAfterSeconds ? { 'retry-after': retryAfterSeconds } : undefined;
  return Response.json(body, { status: otherStatus ?? status, ...(headers ? { headers } : {}) });
}
