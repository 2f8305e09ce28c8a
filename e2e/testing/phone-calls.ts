/** Calls between simulated phones, without a browser: agents talk on their own phones. Tones are measured at every party. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { adminClient } from '../../scripts/product/admin-client.ts';
import { demoAgent } from '../../scripts/product/demo-data.ts';
import { type LocalProduct, startLocalProduct } from '../../scripts/product/local-product.ts';
import type { LoggedCall } from '../../shared/api.ts';

export const customer = { number: '+966555010142', hz: 440 };
export const agent = { number: demoAgent.phone, hz: 600 };
export const colleague = { name: 'Reem Haddad', number: '+966500000188', hz: 750 };
export const outside = { number: '+966555010177', hz: 850 };
const phones = [customer, agent, colleague, outside];
/** Twilio's default music on hold, at the local Twilio. */
export const musicHz = 392;
export const waiting = { timeout: 40_000, interval: 50 };

type PhoneState = { status: string; tones: number[]; seconds: number };
export type Party = { number: string; hz: number };

/** Settings of the backend; a test file may add its own before its tests run. */
export const vars: Record<string, string> = { RING_SECONDS: '8', CALLS_PER_MINUTE: '1000' };
export let product: LocalProduct;
let session: string;
let identity: string;
export let reem: { identity: string; session: string };
const dir = mkdtempSync(path.join(tmpdir(), 'hatif-phones-'));

type Answer = { status: number; body: unknown };

async function ask(url: string, method: string, body?: unknown, bearer?: string): Promise<Answer> {
  // Not on a kept connection, which the backend may be closing.
  const headers = { 'content-type': 'application/json', connection: 'close', ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) };
  const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const text = await response.text();
  return { status: response.status, body: text ? (JSON.parse(text) as unknown) : null };
}
export const api = (method: string, resource: string, body?: unknown, by = session) =>
  ask(`${product.ready.workerUrl}/api${resource}`, method, body, by);
/** The sound of a recording, in parts when `range` asks for one. */
export async function fetchSound(id: string, recordingId: string, range?: string): Promise<{ status: number; sound: Buffer }> {
  const headers = { authorization: `Bearer ${session}`, ...(range ? { range } : {}) };
  const response = await fetch(`${product.ready.workerUrl}/api/calls/${id}/recordings/${recordingId}`, { headers });
  return { status: response.status, sound: Buffer.from(await response.arrayBuffer()) };
}
export const control = (method: string, resource: string, body?: unknown) =>
  ask(`${product.ready.controlUrl}/control${resource}`, method, body);

export const transfer = (id: string, to: string, first = false, by = session) =>
  api('POST', `/calls/${id}/transfer`, { to, ask: first }, by);
export const finish = (id: string, how: 'complete' | 'cancel' | 'merge') => api('POST', `/calls/${id}/transfer/${how}`, {});
export const logged = async (id: string) => (await api('GET', `/calls/${id}`)).body as LoggedCall;
export const stageOf = async (id: string) => (await logged(id)).transfer?.stage;
const pathOf = ({ number }: Party, action = '') => `/phones/${encodeURIComponent(number)}${action}`;
export const phone = async (party: Party) => (await control('GET', pathOf(party))).body as PhoneState;
export const hangUp = (party: Party) => control('POST', pathOf(party, '/hangup'));
export const behave = (party: Party, behaviour: Record<string, unknown>) =>
  control('PUT', pathOf(party), { audio: 'tone', toneHz: party.hz, ...behaviour });
export const isIdle = (...parties: Party[]) =>
  vi.waitFor(async () => {
    for (const party of parties) expect(`${party.number} ${(await phone(party)).status}`).toBe(`${party.number} idle`);
  }, waiting);

/** Waits until the phone hears exactly these tones. */
export async function hears(party: Party, ...tones: number[]): Promise<void> {
  const expected = tones.toSorted((one, other) => one - other);
  await vi.waitFor(async () => {
    const heard = (await phone(party)).tones.toSorted((one, other) => one - other);
    expect(heard.length, `${party.number} hears ${heard.join(' and ') || 'nothing'}, not ${expected.join(' and ')}`).toBe(tones.length);
    heard.forEach((tone, index) => expect(Math.abs(tone - (expected[index] ?? 0))).toBeLessThanOrEqual(6));
  }, waiting);
}

/** Exactly these talk with each other. */
export async function talk(...parties: Party[]): Promise<void> {
  for (const party of parties) await hears(party, ...parties.filter((other) => other !== party).map(({ hz }) => hz));
}

export async function ended(id: string, more: Partial<LoggedCall> = {}): Promise<void> {
  const expected = { phase: 'ended', outcome: 'completed', problem: null, agent: identity, ...more };
  await vi.waitFor(async () => expect(await logged(id)).toMatchObject(expected), waiting);
  await isIdle(...phones);
  // One row for one conversation.
  const { calls } = (await api('GET', '/calls?limit=5')).body as { calls: LoggedCall[] };
  expect(calls[0]).toMatchObject({ id });
  const { answeredAt, endedAt, talkSeconds } = await logged(id);
  expect(Math.abs((Date.parse(endedAt!) - Date.parse(answeredAt!)) / 1000 - talkSeconds)).toBeLessThanOrEqual(1);
  expect((await control('GET', '/state')).body).toMatchObject({ alerts: [] });
}

beforeAll(async () => {
  product = await startLocalProduct({ dir, dialBufferMs: 500, vars });
  const admin = adminClient(product.ready.workerUrl, product.ready.adminToken);
  await admin.ensureAgent({ name: colleague.name, phone: colleague.number });
  const pair = async (code: string) =>
    (await ask(`${product.ready.workerUrl}/api/pair`, 'POST', { code, deviceName: 'Test' })).body as {
      session: string;
      agent: { identity: string };
    };
  const own = await pair(product.ready.pairingCode);
  [session, identity] = [own.session, own.agent.identity];
  const paired = await pair((await admin.newPairing(colleague.name)).code);
  reem = { identity: paired.agent.identity, session: paired.session };
  await api('POST', '/agent/choices', { ringOwnPhone: true }, reem.session);
}, 120_000);

afterEach(async () => {
  for (const party of phones) await hangUp(party);
  await isIdle(...phones);
});

afterAll(async () => {
  await product?.stop();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
});

async function prepare(): Promise<void> {
  await behave(customer, { answer: 'yes' });
  await behave(agent, { answer: 'yes', digits: '1' });
  await behave(colleague, { answer: 'yes', digits: '1' });
  await behave(outside, { answer: 'yes' });
}

export async function callByPhone(): Promise<string> {
  const { body } = await api('POST', '/calls', { to: customer.number, callId: crypto.randomUUID() });
  return (body as { id: string }).id;
}

/** The customer calls, and the agent answers on their phone. */
export async function receiveOnPhone(): Promise<string> {
  await api('POST', '/agent/choices', { ringOwnPhone: false }, reem.session);
  await api('POST', '/agent/choices', { ringOwnPhone: true });
  const { body } = await control('POST', '/inbound', { from: customer.number });
  return (body as { callSid: string }).callSid;
}

export async function connected(place: () => Promise<string>): Promise<string> {
  await prepare();
  const id = await place();
  await talk(customer, agent);
  await vi.waitFor(async () => expect((await logged(id)).phase).toBe('connected'), waiting);
  await api('POST', '/agent/choices', { ringOwnPhone: true }, reem.session);
  return id;
}
