/** One signed request to the customer's server. */
import type { ConnectionOverrides, RetryPolicy } from './connection-overrides.ts';
import { signRequest } from './signature.ts';

export type WebhookRequest = { url: string; method: 'GET' | 'POST'; parameters: Record<string, string> };

export type WebhookResponse = { status: number; contentType: string; body: string };

function prepare(
  authToken: string,
  { url, method, parameters }: WebhookRequest,
): { url: string; init: Omit<RequestInit, 'headers'> & { headers: Record<string, string> } } {
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

/** An attempt of a request; every attempt has the same `idempotencyToken`. */
export type Attempt = { request: WebhookRequest; overrides: ConnectionOverrides; idempotencyToken: string; total: AbortSignal };

/** @throws when no response comes in time, or when `total` is aborted */
export async function sendSigned(authToken: string, { request, overrides, idempotencyToken, total }: Attempt): Promise<WebhookResponse> {
  const { url, init } = prepare(authToken, { ...request, url: overrides.url });
  const headers = { ...init.headers, 'i-twilio-idempotency-token': idempotencyToken };
  const signal = AbortSignal.any([total, AbortSignal.timeout(overrides.readTimeoutMs)]);
  const response = await fetch(url, { ...init, headers, signal });
  return { status: response.status, contentType: response.headers.get('content-type') ?? '', body: await response.text() };
}

/** The retry policy that covers a response or a failure; undefined for a success. */
export function failureKindOf(outcome: { response: WebhookResponse } | { error: unknown }): RetryPolicy | undefined {
  if ('error' in outcome) return outcome.error instanceof Error && outcome.error.name === 'TimeoutError' ? 'rt' : 'ct';
  if (outcome.response.status >= 500) return '5xx';
  return outcome.response.status >= 400 ? '4xx' : undefined;
}

/** The message of a failed `fetch`, with the cause that `fetch` keeps apart. */
export function failureMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
