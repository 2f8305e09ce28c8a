/** Errors in the format of Twilio's REST API: https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions */
import type { RestFailure } from '../control/faults.ts';

export type RestResponse = { status: number; body?: unknown; file?: Buffer; headers?: Record<string, string> };

export function restError(status: number, code: number, message: string): RestResponse {
  return { status, body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status } };
}

export function notFound(path: string): RestResponse {
  return restError(404, 20404, `The requested resource ${path} was not found`);
}

/** Messages of codes that a fault setting can ask for: https://www.twilio.com/docs/api/errors */
const messages: Record<number, string> = {
  10004: 'Call concurrency limit exceeded',
  20005: 'Account not active',
  21212: "Invalid 'From' Phone Number",
  21213: "'From' phone number is required",
  21214: "'To' phone number cannot be reached",
  21215: 'Account not authorized to call this number. Check the geographic permissions of the account.',
  21216: 'Account not allowed to call this number',
  21217: 'Phone number does not appear to be valid',
  21218: 'Invalid ApplicationSid',
  21219: 'The number is unverified. Trial accounts may only make calls to verified numbers.',
  21626: "Invalid 'StatusCallbackEvent'",
  573002: "The 'From' number isn't assigned to this verified Voice recipient",
  573005: 'Destination number has not completed verification',
};

/** A failure that a fault setting asks for. */
export function restFault({ status, code }: RestFailure): RestResponse {
  if (code !== undefined) return restError(status, code, messages[code] ?? 'The request was refused');
  if (status === 401) return restError(401, 20003, 'Authenticate');
  if (status === 429) return restError(429, 20429, 'Too Many Requests');
  if (status === 503) return restError(503, 20503, 'Service unavailable');
  return restError(status, 20500, 'An internal server error has occurred');
}

/** As an HTTP response: the file, the body as JSON, or nothing. */
export function toResponse({ status, body, file, headers }: RestResponse): Response {
  if (file) return new Response(new Uint8Array(file), { status, headers });
  const text = body === undefined ? null : JSON.stringify(body);
  return new Response(text, { status, headers: { 'content-type': 'application/json', ...headers } });
}
