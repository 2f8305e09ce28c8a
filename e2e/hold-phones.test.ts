/** Hold over backend and local Twilio, without a browser: the agent talks on their own phone. Tones are measured at both parties. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { demoAgent } from '../scripts/product/demo-data.ts';
import { type LocalProduct, startLocalProduct } from '../scripts/product/local-product.ts';
import type { LoggedCall } from '../shared/api.ts';

const customer = '+966555010142';
const customerHz = 440;
const agentHz = 600;
/** Twilio's default music on hold, at the local Twilio. */
const musicHz = 392;
const waiting = { timeout: 40_000, interval: 50 };

type PhoneState = { status: string; tones: number[] };

let product: LocalProduct;
let session: string;
const dir = mkdtempSync(path.join(tmpdir(), 'hatif-hold-'));

type Answer = { status: number; body: unknown };

async function ask(url: string, method: string, body?: unknown, bearer?: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) };
  const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const text = await response.text();
  return { status: response.status, body: text ? (JSON.parse(text) as unknown) : null };
}
const api = (method: string, resource: string, body?: unknown) => ask(`${product.ready.workerUrl}/api${resource}`, method, body, session);
const control = (method: string, resource: string, body?: unknown) => ask(`${product.ready.controlUrl}/control${resource}`, method, body);

const hold = (id: string) => api('POST', `/calls/${id}/hold`, {});
const resume = (id: string) => api('POST', `/calls/${id}/resume`, {});
const logged = async (id: string) => (await api('GET', `/calls/${id}`)).body as LoggedCall;
const phone = async (number: string) => (await control('GET', `/phones/${encodeURIComponent(number)}`)).body as PhoneState;

/** Waits until the phone hears exactly these tones. */
async function hears(number: string, ...tones: number[]): Promise<void> {
  await vi.waitFor(async () => {
    const heard = (await phone(number)).tones.toSorted((one, other) => one - other);
    expect(heard.length, `${number} hears ${heard.join(' and ') || 'nothing'}`).toBe(tones.length);
    heard.forEach((tone, index) => expect(Math.abs(tone - (tones[index] ?? 0))).toBeLessThanOrEqual(6));
  }, waiting);
}

beforeAll(async () => {
  product = await startLocalProduct({ dir, dialBufferMs: 500 });
  const pairing = { code: product.ready.pairingCode, deviceName: 'Test' };
  const paired = await ask(`${product.ready.workerUrl}/api/pair`, 'POST', pairing);
  ({ session } = paired.body as { session: string });
  await control('PUT', `/phones/${encodeURIComponent(customer)}`, { answer: 'yes', audio: 'tone', toneHz: customerHz });
  const agent = { answer: 'yes', digits: '1', audio: 'tone', toneHz: agentHz };
  await control('PUT', `/phones/${encodeURIComponent(demoAgent.phone)}`, agent);
}, 60_000);

afterEach(async () => {
  for (const number of [customer, demoAgent.phone]) {
    await control('POST', `/phones/${encodeURIComponent(number)}/hangup`);
    await vi.waitFor(async () => expect((await phone(number)).status).toBe('idle'), waiting);
  }
});

afterAll(async () => {
  await product?.stop();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
});

async function callByPhone(): Promise<string> {
  const { body } = await api('POST', '/calls', { to: customer, callId: crypto.randomUUID() });
  return (body as { id: string }).id;
}

/** The customer calls, and the agent answers on their phone. */
async function receiveOnPhone(): Promise<string> {
  await api('POST', '/agent/choices', { ringOwnPhone: true });
  const { body } = await control('POST', '/inbound', { from: customer });
  return (body as { callSid: string }).callSid;
}

test.each([
  ['placed through the own phone', callByPhone],
  ['answered on the own phone', receiveOnPhone],
])(
  'in a call %s, hold plays music to the customer alone, and resume restores both voices',
  async (_, place) => {
    const id = await place();
    await hears(customer, agentHz);
    await hears(demoAgent.phone, customerHz);
    await vi.waitFor(async () => expect((await logged(id)).phase).toBe('connected'), waiting);
    for (let times = 0; times < 2; times++) {
      expect((await hold(id)).status).toBe(200);
      await hears(customer, musicHz);
      await hears(demoAgent.phone);
      expect((await resume(id)).status).toBe(200);
      await hears(customer, agentHz);
      await hears(demoAgent.phone, customerHz);
    }
    const [one, other] = await Promise.all([hold(id), hold(id)]);
    expect([one.status, other.status].toSorted((first, second) => first - second)).toEqual([200, 409]);
    await hears(customer, musicHz);
    expect((await logged(id)).phase).toBe('connected');
    await control('POST', `/phones/${encodeURIComponent(customer)}/hangup`);
    await vi.waitFor(async () => expect(await logged(id)).toMatchObject({ phase: 'ended', outcome: 'completed', problem: null }), waiting);
    await vi.waitFor(async () => expect((await phone(demoAgent.phone)).status).toBe('idle'), waiting);
    expect(await hold(id)).toMatchObject({ status: 409, body: { problem: 'call-not-connected' } });
    expect((await control('GET', '/state')).body).toMatchObject({ alerts: [] });
  },
  40_000,
);

test('the agent who hangs up a held call frees the customer, and so does the extension', async () => {
  for (const end of [
    () => control('POST', `/phones/${encodeURIComponent(demoAgent.phone)}/hangup`),
    (id: string) => api('POST', `/calls/${id}/hangup`),
  ]) {
    const id = await callByPhone();
    await hears(customer, agentHz);
    await vi.waitFor(async () => expect((await logged(id)).phase).toBe('connected'), waiting);
    expect((await hold(id)).status).toBe(200);
    await hears(customer, musicHz);
    await end(id);
    await vi.waitFor(async () => expect((await phone(customer)).status).toBe('idle'), waiting);
    await vi.waitFor(async () => expect(await logged(id)).toMatchObject({ phase: 'ended', outcome: 'completed' }), waiting);
    await vi.waitFor(async () => expect((await phone(demoAgent.phone)).status).toBe('idle'), waiting);
  }
}, 40_000);

test('without the callbacks of the conference, and with slow ones, a hold still succeeds', async () => {
  const id = await callByPhone();
  await hears(customer, agentHz);
  await vi.waitFor(async () => expect((await logged(id)).phase).toBe('connected'), waiting);
  await control('POST', '/faults', { webhooks: { lose: true } });
  expect((await hold(id)).status).toBe(200);
  await hears(customer, musicHz);
  await control('POST', '/faults', { clear: true, webhooks: { delayMs: 300, repeat: 1, reorder: true } });
  expect((await resume(id)).status).toBe(200);
  await hears(customer, agentHz);
  await control('POST', `/phones/${encodeURIComponent(customer)}/hangup`);
  await vi.waitFor(async () => expect((await logged(id)).phase).toBe('ended'), waiting);
  await control('POST', '/faults', { clear: true });
}, 40_000);
