import { get, request } from 'node:http';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startTwilioLocal } from './main.ts';
import { account, customer } from './testing/test-world.ts';

// Before any server starts: the first one would replace them for the whole process.
const globalsAtStart = [globalThis.Request, globalThis.Response];
const options = { account, applications: [], numbers: [], phones: [] };

/** Resolves once the event stream has answered; its socket stays open. */
function openEventStream(controlUrl: string): Promise<{ closed: Promise<void> }> {
  return new Promise((resolve, reject) => {
    get(`${controlUrl}/control/events`, (response) => {
      const closed = new Promise<void>((done) => response.on('close', done).on('error', () => undefined));
      response.resume();
      resolve({ closed });
    }).on('error', reject);
  });
}

test('stops while an event stream, sockets and a kept connection are open', async () => {
  const twilio = await startTwilioLocal(options);
  const { closed } = await openEventStream(twilio.controlUrl);
  const urls = [`wss://127.0.0.1:${twilio.twilioPort}/signal`, `ws://127.0.0.1:${twilio.controlPort}/control/phones/${customer}/audio`];
  const sockets = urls.map((url) => new WebSocket(url, { rejectUnauthorized: false }));
  await Promise.all(sockets.map((socket) => new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))));
  const socketsClosed = Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
  expect((await fetch(`${twilio.controlUrl}/control/state`)).status).toBe(200);
  await twilio.close();
  await Promise.all([closed, socketsClosed]);
  await expect(fetch(`${twilio.controlUrl}/control/state`)).rejects.toThrow('fetch failed');
});

test('leaves the global Request and Response of the process alone', async () => {
  const twilio = await startTwilioLocal(options);
  expect((await fetch(`${twilio.controlUrl}/control/state`)).status).toBe(200);
  expect([globalThis.Request, globalThis.Response]).toEqual(globalsAtStart);
  await twilio.close();
});

test('accepts a body without a length, and refuses one larger than a megabyte', async () => {
  const twilio = await startTwilioLocal(options);
  const send = (body: string) =>
    new Promise((resolve, reject) => {
      const sent = request(`${twilio.controlUrl}/control/faults`, { method: 'POST' }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on('error', reject);
      sent.setHeader('transfer-encoding', 'chunked');
      sent.end(body);
    });
  expect(await send('{}')).toBe(200);
  expect(await send(`{}${' '.repeat(1_000_000)}`)).toBe(400);
  await twilio.close();
});
