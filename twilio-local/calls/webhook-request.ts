/** One signed request to the customer's server. */
import { signRequest } from './signature.ts';

export type WebhookRequest = { url: string; method: 'GET' | 'POST'; parameters: Record<string, string> };

export type WebhookResponse = { status: number; contentType: string; body: string };

/** Voice requests have 15 s in all: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides */
const timeoutMs = 15_000;

function prepare(authToken: string, { url, method, parameters }: WebhookRequest): { url: string; init: RequestInit } {
  const form = new URLSearchParams(parameters);
  if (method === 'GET') {
    const target = new URL(url);
    for (const [name, value] of form) target.searchParams.append(name, value);
    return { url: target.href, init: { method, headers: { 'x-twilio-signature': signRequest(authToken, target.href, {}) } } };
  }
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' };
  const signature = signRequest(authToken, url, parameters);
  return { url, init: { method, headers: { ...headers, 'x-twilio-signature': signature }, body: form.toString() } };
}

/** @throws when no response comes within 15 s */
export async function sendSigned(authToken: string, request: WebhookRequest): Promise<WebhookResponse> {
  const { url, init } = prepare(authToken, request);
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
  return { status: response.status, contentType: response.headers.get('content-type') ?? '', body: await response.text() };
}

/** The message of a failed `fetch`, with the cause that `fetch` keeps apart. */
export function failureMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
