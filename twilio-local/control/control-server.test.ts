import { request } from 'node:http';
import { expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { toneBursts } from '../audio/sounds.ts';
import { customer, waitOptions, useTestWorld } from '../testing/test-world.ts';

const world = useTestWorld();

test.each([
  ['PUT', '/control/phones/+966555010142', { answer: 'perhaps' }, '"answer" must be one of'],
  ['PUT', '/control/phones/+966555010142', { anwser: 'yes' }, 'has no "anwser"'],
  ['PUT', '/control/phones/+966555010142', { afterMs: -1 }, '"afterMs" must be a number'],
  ['PUT', '/control/phones/+966555010142', [], 'must be a JSON object'],
  ['PUT', '/control/phones/055', {}, 'not an E.164 number'],
  ['GET', '/control/phones/%zz', undefined, 'not an E.164 number'],
  ['POST', '/control/inbound', {}, 'needs a "from"'],
  ['POST', '/control/faults', { webhook: {} }, 'has no "webhook"'],
  ['POST', '/control/faults', { webhooks: { delayMs: 'long' } }, '"delayMs" must be a number'],
  ['POST', '/control/phones', { number: '12', name: 'x' }, 'not an E.164 number'],
])('%s %s with %j is refused with the reason', async (method, path, body, why) => {
  const answer = await world().control<{ error: string }>(method, path, body);
  expect(answer.status).toBe(400);
  expect(answer.body.error).toContain(why);
});

test('a body that is not JSON is refused', async () => {
  const answer = await fetch(`${world().twilio.controlUrl}/control/faults`, { method: 'POST', body: '{' });
  expect([answer.status, await answer.json()]).toEqual([400, { error: 'The body is not JSON.' }]);
});

test('a number is the same with its plus raw or encoded', async () => {
  const { configurePhone, control } = world();
  await configurePhone(encodeURIComponent(customer), { answer: 'busy' });
  const { body } = await control<{ status: string }>('GET', `/control/phones/${customer}`);
  expect(body).toEqual({ status: 'idle', frequency: 0, tones: [], level: 0, digits: '', seconds: 0 });
});

function statusWith(headers: Record<string, string>): Promise<number | undefined> {
  const { controlPort } = world().twilio;
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: controlPort, path: '/control/faults', method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    sent.end('{}');
  });
}

test('a page of another site and a renamed host are refused', async () => {
  const host = `127.0.0.1:${world().twilio.controlPort}`;
  expect(await statusWith({ host })).toBe(200);
  expect(await statusWith({ host, origin: `http://${host}` })).toBe(200);
  expect(await statusWith({ host, origin: 'https://crm.example.com' })).toBe(403);
  expect(await statusWith({ host, origin: 'null' })).toBe(403);
  expect(await statusWith({ host: 'rebound.example.com' })).toBe(403);
});

test('the audio socket of a phone refuses a page of another site and an invalid number', async () => {
  const base = world().twilio.controlUrl.replace('http', 'ws');
  const statusOf = (path: string, origin?: string) =>
    new Promise((resolve) => {
      const socket = new WebSocket(base + path, origin ? { origin } : {});
      socket.on('error', () => undefined);
      socket.once('open', () => resolve(101));
      socket.once('unexpected-response', (_, response) => resolve(response.statusCode));
    });
  expect(await statusOf(`/control/phones/${customer}/audio`)).toBe(101);
  expect(await statusOf(`/control/phones/${customer}/audio`, 'https://crm.example.com')).toBe(403);
  expect(await statusOf('/control/phones/055/audio')).toBe(400);
});

test('an unknown route of the control port is named', async () => {
  expect(await world().control('POST', '/control/phones/+966555010142/dance')).toEqual({
    status: 404,
    body: { error: 'There is no POST /control/phones/+966555010142/dance.' },
  });
});

test('the event stream sends the kept events and then each new one', async () => {
  const { twilio, control } = world();
  await control('POST', '/control/faults', { stopInvites: true });
  const events = await fetch(`${twilio.controlUrl}/control/events`);
  expect(events.headers.get('content-type')).toBe('text/event-stream');
  expect(events.headers.get('cache-control')).toBe('no-store');
  const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = (await reader?.read())?.value ?? '';
  expect(text).toMatch(/^id: 1\ndata: \{.*"stopInvites":true.*"is":"faults"\}\n\n$/);
  await control('POST', '/control/phones', { number: '+966500000123', name: 'New' });
  text = (await reader?.read())?.value ?? '';
  expect(text).toMatch(/^id: 2\ndata: \{.*"is":"phone"\}\n\n$/);
  await reader?.cancel();
});

test('the page is served, and nothing beside it', async () => {
  const { controlUrl } = world().twilio;
  const page = await fetch(controlUrl);
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(await page.text()).toContain('phones.js');
  expect((await fetch(`${controlUrl}/..%2Fmain.ts`)).status).toBe(404);
  expect((await fetch(`${controlUrl}/main.ts`)).status).toBe(404);
});

test('a person talks and listens through the page’s socket', async () => {
  const { backend, placeInboundCall, control, phoneReport, twilio, configurePhone } = world();
  const other = '+966500000177';
  backend.twiml.set('/in', `<Response><Dial>${other}</Dial></Response>`);
  await configurePhone(other, { answer: 'yes', audio: 'echo' });
  const socket = new WebSocket(`${twilio.controlUrl.replace('http', 'ws')}/control/phones/${customer}/audio`);
  await new Promise((resolve) => socket.once('open', resolve));
  let samples = 0;
  socket.on('message', (data: Buffer) => (samples += data.length / 2));
  await placeInboundCall();
  const speak = toneBursts(800);
  const talking = setInterval(() => {
    const frame = speak();
    if (frame) socket.send(Buffer.from(frame.buffer));
  }, 20);
  await vi.waitFor(async () => expect((await phoneReport(other)).frequency).toBeCloseTo(800, -1), waitOptions);
  await vi.waitFor(async () => expect((await phoneReport(customer)).frequency).toBeCloseTo(800, -1), waitOptions);
  await vi.waitFor(() => expect(samples).toBeGreaterThan(4000), waitOptions);
  clearInterval(talking);
  socket.close();
  expect((await control('POST', `/control/phones/${customer}/hangup`)).status).toBe(200);
});
