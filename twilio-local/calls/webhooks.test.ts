import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEventLog } from '../control/event-log.ts';
import { createFaults } from '../control/faults.ts';
import { readConnectionOverrides } from './connection-overrides.ts';
import { signRequest } from './signature.ts';
import { createWebhooks } from './webhooks.ts';

type Received = { token: string | undefined; signature: string | undefined };
type Answer = number | 'reset' | 'silence';

let received: Received[] = [];
/** The answers in turn; the last one is repeated. */
let answers: Answer[] = [];

const server = createServer((request, response) => {
  const answer = answers.length > 1 ? answers.shift() : answers[0];
  const { 'i-twilio-idempotency-token': token, 'x-twilio-signature': signature } = request.headers;
  received.push({ token: String(token), signature: String(signature) });
  if (answer === 'reset') request.socket.destroy();
  else if (answer !== 'silence') response.writeHead(answer ?? 500).end('<Response/>');
});

beforeEach(async () => {
  received = [];
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const urlOf = (fragment: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/twiml${fragment}`;

function fetchTwiml(fragment = '') {
  const webhooks = createWebhooks('token', createEventLog(), createFaults());
  return webhooks.fetchTwiml({ url: urlOf(fragment), method: 'POST', parameters: { CallSid: 'CA1' } });
}

test('a failed connection is retried once, with the same idempotency token', async () => {
  answers = ['reset', 200];
  expect((await fetchTwiml()).status).toBe(200);
  expect(received).toHaveLength(2);
  expect(received[0]?.token).toMatch(/^[\w-]{36}$/);
  expect(received[1]?.token).toBe(received[0]?.token);
  answers = ['reset'];
  await expect(fetchTwiml()).rejects.toThrow('fetch failed');
  expect(received).toHaveLength(4);
});

test.each<[string, Answer, string, number]>([
  ['an error status', 500, '', 1],
  ['an error status with rp=5xx', 500, '#rc=2&rp=5xx', 3],
  ['an error status with rp=all', 404, '#rp=all', 2],
  ['a failed connection with rc=0', 'reset', '#rc=0', 1],
  ['a missing response', 'silence', '#rt=100', 1],
  ['a missing response with rp=rt', 'silence', '#rt=100&rp=ct,rt', 2],
  ['a missing response, until the time is over,', 'silence', '#rt=150&tt=200&rc=5&rp=rt', 2],
])('%s leads to the documented attempts', async (_, answer, fragment, attempts) => {
  answers = [answer];
  await fetchTwiml(fragment).catch(() => undefined);
  expect(received).toHaveLength(attempts);
});

test('the signature covers the URL without the overrides', async () => {
  answers = [200];
  await fetchTwiml('#rc=1');
  expect(received[0]?.signature).toBe(signRequest('token', urlOf(''), { CallSid: 'CA1' }));
});

test('without overrides a request has 15 seconds and one retry', () => {
  expect(readConnectionOverrides('https://a.example/x')).toEqual({
    url: 'https://a.example/x',
    retries: 1,
    policies: new Set(['ct']),
    readTimeoutMs: 15_000,
    totalTimeoutMs: 15_000,
  });
});
