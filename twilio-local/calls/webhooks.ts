/** Requests to the customer's server: TwiML is awaited, status callbacks are sent in order; both are logged. */
import { randomUUID } from 'node:crypto';
import type { EventLog } from '../control/event-log.ts';
import type { Faults } from '../control/faults.ts';
import { readConnectionOverrides } from './connection-overrides.ts';
import { createReorderBuffer } from './reorder-buffer.ts';
import { createSerialQueue } from './serial-queue.ts';
import { failureKindOf, failureMessage, sendSigned, type Attempt, type WebhookRequest, type WebhookResponse } from './webhook-request.ts';

type Kind = 'twiml' | 'status';

/** The fields are those of GET /control/state. */
export type SentWebhook = WebhookRequest & {
  at: string;
  kind: Kind;
  /** HTTP status of the response, 0 without a response. */
  status: number;
  /** The first 2000 characters of the response, or the reason why there is none. */
  answer: string;
  ms: number;
};

export type Webhooks = {
  /** Requests TwiML; rejects without a response within 15 s, retries included. */
  fetchTwiml(request: WebhookRequest): Promise<WebhookResponse>;
  /** Sends a status callback and does not await its response. Callbacks of one `queueKey` are sent in order. */
  sendStatus(queueKey: string, request: WebhookRequest): void;
  sent(): SentWebhook[];
};

const maxLogged = 500;
const maxAnswerLength = 2000;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());

export function createWebhooks(authToken: string, events: EventLog, faults: Faults): Webhooks {
  const log: SentWebhook[] = [];
  const enqueue = createSerialQueue();
  const reorderBuffer = createReorderBuffer<WebhookRequest>((queueKey, request) => enqueue(queueKey, () => deliver(request)));

  async function attempt(kind: Kind, details: Attempt): Promise<WebhookResponse> {
    const { method, url, parameters } = details.request;
    const start = Date.now();
    const record = (status: number, answer: string) => {
      const entry = { at: new Date(start).toISOString(), kind, method, url, parameters, status, answer, ms: Date.now() - start };
      log.push(entry);
      if (log.length > maxLogged) log.shift();
      events.record('webhook', entry);
    };
    try {
      const response = await sendSigned(authToken, details);
      record(response.status, response.body.slice(0, maxAnswerLength));
      return response;
    } catch (error) {
      record(0, failureMessage(error));
      throw error;
    }
  }

  /** Attempts again as often as the URL's connection overrides say; gives the result of the last attempt. */
  async function send(kind: Kind, request: WebhookRequest): Promise<WebhookResponse> {
    const overrides = readConnectionOverrides(request.url);
    const details = { request, overrides, idempotencyToken: randomUUID(), total: AbortSignal.timeout(overrides.totalTimeoutMs) };
    for (let left = overrides.retries; ; left--) {
      const outcome = await attempt(kind, details).then(
        (response) => ({ response }),
        (error: unknown) => ({ error }),
      );
      const failure = failureKindOf(outcome);
      const mayRetry = failure !== undefined && left > 0 && overrides.policies.has(failure) && !details.total.aborted;
      if (mayRetry) continue;
      if ('error' in outcome) throw outcome.error;
      return outcome.response;
    }
  }

  /** Best effort, as at Twilio: a callback that fails is only logged. */
  async function deliver(request: WebhookRequest): Promise<void> {
    const { delayMs, repeat } = faults.current().webhooks;
    if (delayMs) await wait(delayMs);
    for (let times = 0; times <= (repeat ?? 0); times++) await send('status', request).catch(() => undefined);
  }

  return {
    fetchTwiml: (request) => send('twiml', request),
    sendStatus(queueKey, request) {
      const { lose, reorder } = faults.current().webhooks;
      if (lose) events.record('webhook-lost', { url: request.url, parameters: request.parameters });
      else reorderBuffer.add(queueKey, request, reorder ?? false);
    },
    sent: () => [...log],
  };
}
