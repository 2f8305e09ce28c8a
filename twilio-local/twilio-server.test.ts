import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { account, useTestWorld } from './testing/test-world.ts';

const world = useTestWorld();

type Received = { status: number | undefined; headers: IncomingHttpHeaders; body: string };

function send(method: string, host: string, path: string, headers: Record<string, string> = {}): Promise<Received> {
  const options = { host: '127.0.0.1', port: world().twilio.twilioPort, method, path, rejectUnauthorized: false };
  return new Promise((resolve, reject) => {
    const sent = request({ ...options, headers: { host, ...headers } }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (body += part));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    sent.on('error', reject);
    sent.end(method === 'POST' ? '{"group":"quality"}' : undefined);
  });
}

test.each(['OPTIONS', 'POST'])('Insights accepts %s from the extension', async (method) => {
  const { status, headers } = await send(method, 'eventgw.twilio.com', '/v4/EndpointEvents', { origin: 'chrome-extension://abc' });
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    'access-control-allow-origin': 'chrome-extension://abc',
    'access-control-allow-headers': 'content-type, x-twilio-token',
    'access-control-allow-methods': 'POST, OPTIONS',
  });
});

test('REST answers at api.twilio.com', async () => {
  const path = `/2010-04-01/Accounts/${account.accountSid}/Calls.json`;
  expect((await send('GET', 'api.twilio.com', path)).status).toBe(401);
  const { status, body } = await send('GET', 'api.twilio.com', path, { authorization: `Basic ${btoa('SK1:secret')}` });
  expect([status, JSON.parse(body)]).toMatchObject([200, { calls: [] }]);
});

test('the sounds of the SDK are missing at once, for every origin', async () => {
  const { status, headers } = await send('GET', 'sdk.twilio.com', '/js/client/sounds/releases/1.0.0/incoming.mp3');
  expect([status, headers['access-control-allow-origin']]).toEqual([404, '*']);
});

test('only /signal upgrades, and not while connections are refused', async () => {
  const upgrade = (path: string) =>
    new Promise((resolve) => {
      const socket = new WebSocket(`wss://127.0.0.1:${world().twilio.twilioPort}${path}`, { rejectUnauthorized: false });
      socket.once('open', () => resolve('open')).once('error', () => resolve('refused'));
    });
  expect(await upgrade('/signal')).toBe('open');
  expect(await upgrade('/other')).toBe('refused');
  await world().control('POST', '/control/faults', { refuseConnections: true });
  expect(await upgrade('/signal')).toBe('refused');
});
