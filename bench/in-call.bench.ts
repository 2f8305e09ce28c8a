/**
 * From the press of Hold to the music at the customer's phone, and from the press of Transfer to the ring at the colleague's.
 * The baselines are what the measurement itself and a plain call cost: another tone of the agent's phone that the customer
 * hears, and the ring of a phone that is called.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { adminClient } from '../scripts/product/admin-client.ts';
import { demoAgent } from '../scripts/product/demo-data.ts';
import { startLocalProduct } from '../scripts/product/local-product.ts';
import { quantile } from './quantile.ts';

const rounds = Number(process.env['HATIF_ROUNDS'] ?? 15);
const customer = { number: '+966555010142', hz: 440 };
const agent = { number: demoAgent.phone, hz: 600 };
const colleague = { name: 'Reem Haddad', number: '+966500000188', hz: 750 };
const otherHz = 1000;
/** Twilio's default music on hold, at the local Twilio. */
const musicHz = 392;
const maxDifferenceHz = 6;
const timeoutMs = 30_000;

type Phone = { status: string; tones: number[] };

const dir = mkdtempSync(path.join(tmpdir(), 'hatif-bench-'));
const product = await startLocalProduct({ dir, vars: { CALLS_PER_MINUTE: '1000', RING_SECONDS: '5' } });
try {
  const admin = adminClient(product.ready.workerUrl, product.ready.adminToken);
  await admin.ensureAgent({ name: colleague.name, phone: colleague.number });
  const own = await pair(product.ready.pairingCode);
  const { session: reemSession, identity: reem } = await pair((await admin.newPairing(colleague.name)).code);
  await api('POST', '/agent/choices', { ringOwnPhone: true }, reemSession);
  const times: Record<'tone' | 'hold' | 'ring' | 'transfer', number[]> = { tone: [], hold: [], ring: [], transfer: [] };
  for (let round = 0; round < rounds; round++) await measure(times, own.session, reem);
  report('press Hold → the customer hears music', times.hold, 'another tone of the agent → the customer hears it', times.tone);
  report("press Transfer → the colleague's phone rings", times.transfer, 'press Call → the own phone rings', times.ring);
} finally {
  await product.stop();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}

async function measure(times: Record<'tone' | 'hold' | 'ring' | 'transfer', number[]>, session: string, reem: string): Promise<void> {
  await behave(customer, { answer: 'yes' });
  await behave(agent, { answer: 'yes', digits: '1' });
  await behave(colleague, { answer: 'no' });
  let pressedAt = performance.now();
  const { id } = (await api('POST', '/calls', { to: customer.number, callId: crypto.randomUUID() }, session)) as { id: string };
  await until(async () => (await phone(agent.number)).status !== 'idle');
  times.ring.push(performance.now() - pressedAt);
  await hears(customer.number, agent.hz);
  pressedAt = performance.now();
  await behave({ ...agent, hz: otherHz }, { answer: 'yes', digits: '1' });
  await hears(customer.number, otherHz);
  times.tone.push(performance.now() - pressedAt);
  await until(async () => ((await api('GET', `/calls/${id}`, undefined, session)) as { phase: string }).phase === 'connected');
  pressedAt = performance.now();
  await api('POST', `/calls/${id}/hold`, {}, session);
  await hears(customer.number, musicHz);
  times.hold.push(performance.now() - pressedAt);
  await api('POST', `/calls/${id}/resume`, {}, session);
  await hears(customer.number, otherHz);
  pressedAt = performance.now();
  await api('POST', `/calls/${id}/transfer`, { to: reem, ask: false }, session);
  await until(async () => (await phone(colleague.number)).status === 'ringing');
  times.transfer.push(performance.now() - pressedAt);
  for (const { number } of [customer, agent, colleague]) {
    const isIdle = (await phone(number)).status === 'idle';
    // The end of another party may end this one meanwhile.
    if (!isIdle)
      await ask(`${product.ready.controlUrl}/control/phones/${encodeURIComponent(number)}/hangup`, 'POST').catch(() => undefined);
    await until(async () => (await phone(number)).status === 'idle');
  }
}

async function pair(code: string): Promise<{ session: string; identity: string }> {
  const paired = (await api('POST', '/pair', { code, deviceName: 'Bench' })) as { session: string; agent: { identity: string } };
  return { session: paired.session, identity: paired.agent.identity };
}

function api(method: string, resource: string, body?: unknown, session?: string): Promise<unknown> {
  return ask(`${product.ready.workerUrl}/api${resource}`, method, body, session);
}

async function ask(url: string, method: string, body?: unknown, session?: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json', ...(session ? { authorization: `Bearer ${session}` } : {}) };
  const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname}: ${response.status} ${text}`);
  return text ? JSON.parse(text) : null;
}

async function phone(number: string): Promise<Phone> {
  return (await ask(`${product.ready.controlUrl}/control/phones/${encodeURIComponent(number)}`, 'GET')) as Phone;
}

async function behave({ number, hz }: { number: string; hz: number }, behaviour: Record<string, unknown>): Promise<void> {
  await ask(`${product.ready.controlUrl}/control/phones/${encodeURIComponent(number)}`, 'PUT', { audio: 'tone', toneHz: hz, ...behaviour });
}

/** Waits until the phone hears this tone and no other. */
function hears(number: string, hz: number): Promise<void> {
  return until(async () => {
    const [tone = 0, ...others] = (await phone(number)).tones;
    return others.length === 0 && Math.abs(tone - hz) <= maxDifferenceHz;
  });
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error('The call does not go on.');
    await delay(10);
  }
}

function report(what: string, times: number[], than: string, others: number[]): void {
  for (const share of [0.5, 0.95]) {
    const [ms, other] = [quantile(times, share), quantile(others, share)];
    console.log(`${what}, p${share * 100}: ${ms.toFixed(0)} ms; ${than}: ${other.toFixed(0)} ms (${(ms / other).toFixed(1)} x)`);
  }
}
