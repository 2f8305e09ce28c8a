/** Requests to the customer's server: signed, timed, and remembered with the answers they got. */
import type { EventLog } from '../control/event-log.ts';
import type { Faults } from '../control/faults.ts';
import { signRequest } from './signature.ts';

export type WebhookRequest = {
  url: string;
  method: 'GET' | 'POST';
  parameters: Record<string, string>;
  /** `status` callbacks are best effort and obey the faults; TwiML requests wait for their answer. */
  kind: 'twiml' | 'status';
};

export type WebhookResponse = { status: number; contentType: string; body: string };

export type SentWebhook = {
  at: string;
  kind: WebhookRequest['kind'];
  method: string;
  url: string;
  parameters: Record<string, string>;
  /** HTTP status of the answer, 0 when none came. */
  status: number;
  /** What was answered (its first 2000 characters) or why nothing came. */
  answer: string;
  ms: number;
};

export type Webhooks = {
  /** Asks for TwiML. Throws when no answer comes within 15 s. */
  fetchTwiml(request: Omit<WebhookRequest, 'kind'>): Promise<WebhookResponse>;
  /** Tells a status, in the order of the calls to `sendStatus` for one `queueKey`, never waiting for its answer. */
  sendStatus(queueKey: string, request: Omit<WebhookRequest, 'kind'>): void;
  sent(): SentWebhook[];
};

/** Voice requests have 15 s in all: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides */
const timeoutMs = 15_000;
const maxLogged = 500;

function prepare(authToken: string, { url, method, parameters }: Omit<WebhookRequest, 'kind'>): { url: string; init: RequestInit } {
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

/** What `fetch` says of a failure hides the reason in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());

export function createWebhooks(authToken: string, events: EventLog, faults: Faults): Webhooks {
  const log: SentWebhook[] = [];
  const queues = new Map<string, Promise<unknown>>();
  const held = new Map<string, Omit<WebhookRequest, 'kind'>>();

  function logWebhook(entry: SentWebhook): void {
    log.push(entry);
    if (log.length > maxLogged) log.shift();
    events.record('webhook', entry);
  }

  async function send(request: WebhookRequest): Promise<WebhookResponse> {
    const begun = Date.now();
    const { kind, method, url, parameters } = request;
    const entry = { at: new Date().toISOString(), kind, method, url, parameters };
    try {
      const prepared = prepare(authToken, request);
      const response = await fetch(prepared.url, { ...prepared.init, signal: AbortSignal.timeout(timeoutMs) });
      const body = await response.text();
      logWebhook({ ...entry, status: response.status, answer: body.slice(0, 2000), ms: Date.now() - begun });
      return { status: response.status, contentType: response.headers.get('content-type') ?? '', body };
    } catch (error) {
      logWebhook({ ...entry, status: 0, answer: reasonOf(error), ms: Date.now() - begun });
      throw error;
    }
  }

  /** Best effort: what cannot be delivered is in the log and nowhere else, as at Twilio. */
  async function deliver(request: Omit<WebhookRequest, 'kind'>): Promise<void> {
    const { delayMs, repeat } = faults.current().webhooks;
    if (delayMs) await wait(delayMs);
    for (let times = 0; times <= (repeat ?? 0); times++) await send({ ...request, kind: 'status' }).catch(() => undefined);
  }

  function queue(queueKey: string, request: Omit<WebhookRequest, 'kind'>): void {
    const done = (queues.get(queueKey) ?? Promise.resolve())
      .then(() => deliver(request))
      .finally(() => {
        if (queues.get(queueKey) === done) queues.delete(queueKey);
      });
    queues.set(queueKey, done);
  }

  return {
    fetchTwiml: (request) => send({ ...request, kind: 'twiml' }),
    sendStatus(queueKey, request) {
      const { lose, reorder } = faults.current().webhooks;
      if (lose) {
        events.record('webhook-lost', { url: request.url, parameters: request.parameters });
        return;
      }
      // Each first of two waits for the second and goes after it; one that waits alone for 3 s goes by itself.
      const before = held.get(queueKey);
      held.delete(queueKey);
      if (reorder && !before) {
        held.set(queueKey, request);
        setTimeout(() => {
          if (held.get(queueKey) !== request) return;
          held.delete(queueKey);
          queue(queueKey, request);
        }, 3000).unref();
        return;
      }
      queue(queueKey, request);
      if (before) queue(queueKey, before);
    },
    sent: () => [...log],
  };
}
