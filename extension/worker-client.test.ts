import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { fetchCalls, fetchToken, fetchRecording, pair, readPairingLink } from './worker-client.ts';

let server: Server;
let backendUrl: string;
let answer: { status: number; body: string };
let lastRequest: { url: string | undefined; authorization: string | undefined; body: string };

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      lastRequest = { url: request.url, authorization: request.headers.authorization, body };
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  backendUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => (answer = { status: 200, body: '{}' }));

const json = (status: number, body: unknown) => (answer = { status, body: JSON.stringify(body) });

test('a request carries the session, and its answer is parsed', async () => {
  const token = { token: 't', identity: 'omar', expiresAt: '2026-11-20T10:00:00.000Z' };
  json(200, token);
  expect(await fetchToken({ backendUrl, session: 'secret' })).toEqual(token);
  expect(lastRequest).toMatchObject({ url: '/api/calls/token', authorization: 'Bearer secret' });
});

test('a page of the log is requested by its cursor', async () => {
  json(200, { calls: [], nextCursor: null });
  await fetchCalls({ backendUrl, session: 's' }, 3, 'a/b');
  expect(lastRequest.url).toBe('/api/calls?limit=3&cursor=a%2Fb');
});

test('a refusal becomes the Problem that it names', async () => {
  json(403, { problem: 'pairing-code-used', message: 'This code was used.', details: { when: 'today' } });
  await expect(pair(backendUrl, { code: 'c', deviceName: 'd' })).rejects.toMatchObject({
    problem: { code: 'pairing-code-used', details: { when: 'today' } },
  });
});

test.each([
  ['an answer that is not JSON', { status: 200, body: '<html>' }],
  ['an answer of the wrong shape', { status: 200, body: '{"token":5}' }],
  ['a refusal without a Problem', { status: 500, body: 'oops' }],
])('%s is the backend failing', async (_, given) => {
  answer = given;
  await expect(fetchToken({ backendUrl, session: 's' })).rejects.toMatchObject({ problem: { code: 'backend-failed' } });
});

test('a backend that does not answer is unreachable, and the Problem does not hold the session', async () => {
  const error = await fetchToken({ backendUrl: 'http://127.0.0.1:1', session: 'secret' }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ problem: { code: 'backend-unreachable', details: { backend: 'http://127.0.0.1:1' } } });
  expect(String(error)).not.toContain('secret');
});

test('a voicemail is fetched with the session, and a refusal is its Problem', async () => {
  answer = { status: 200, body: 'RIFF' };
  const sound = await fetchRecording({ backendUrl, session: 's' }, 'CA1', 'RE1');
  expect(await sound.text()).toBe('RIFF');
  expect(lastRequest).toMatchObject({ url: '/api/calls/CA1/recordings/RE1', authorization: 'Bearer s' });
  json(404, { problem: 'not-found', message: 'no such recording' });
  await expect(fetchRecording({ backendUrl, session: 's' }, 'CA1', 'RE2')).rejects.toMatchObject({ problem: { code: 'not-found' } });
});

test.each([
  ['https://calls.example/pair#abcDEF-123', { backendUrl: 'https://calls.example', code: 'abcDEF-123' }],
  [' https://calls.example/team/pair#abcDEF-123 ', { backendUrl: 'https://calls.example/team', code: 'abcDEF-123' }],
  ['http://127.0.0.1:8787/pair#abcDEF-123', { backendUrl: 'http://127.0.0.1:8787', code: 'abcDEF-123' }],
  ['http://calls.example/pair#abcDEF-123', null],
  ['https://calls.example/pair', null],
  ['https://calls.example/other#abcDEF-123', null],
  ['https://calls.example/pair#<script>', null],
  ['javascript:alert(1)/pair#abcDEF-123', null],
  ['abcDEF-123', null],
])('reads the pairing link %s', (link, expected) => {
  expect(readPairingLink(link)).toEqual(expected);
});
