/** Errors as Twilio's REST API answers them: https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions */

export type RestAnswer = { status: number; body?: unknown; file?: Buffer; headers?: Record<string, string> };

export function restError(status: number, code: number, message: string): RestAnswer {
  return { status, body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status } };
}

export function notFound(path: string): RestAnswer {
  return restError(404, 20404, `The requested resource ${path} was not found`);
}

/** A failure that was switched on. */
export function restFault(status: number): RestAnswer {
  if (status === 429) return restError(429, 20429, 'Too Many Requests');
  return restError(
    status,
    status === 503 ? 20503 : 20500,
    status === 503 ? 'Service unavailable' : 'An internal server error has occurred',
  );
}
