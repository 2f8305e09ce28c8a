/** Errors in the format of Twilio's REST API: https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions */

export type RestResponse = { status: number; body?: unknown; file?: Buffer; headers?: Record<string, string> };

export function restError(status: number, code: number, message: string): RestResponse {
  return { status, body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status } };
}

export function notFound(path: string): RestResponse {
  return restError(404, 20404, `The requested resource ${path} was not found`);
}

/** A failure that a fault setting asks for. */
export function restFault(status: number): RestResponse {
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
