/** Legs leave a transfer while every status callback of Twilio is lost: the sweep asks Twilio, and nobody stays alone or busy. */
import { afterEach, expect, test, vi } from 'vitest';
import type { Colleague } from '../shared/api.ts';
import {
  agent,
  api,
  callByPhone,
  colleague,
  connected,
  control,
  customer,
  ended,
  hangUp,
  hears,
  isIdle,
  logged,
  musicHz,
  product,
  reem,
  stageOf,
  talk,
  transfer,
  waiting,
} from './testing/phone-calls.ts';

vi.setConfig({ testTimeout: 180_000 });

/** A call has its turn half a minute after it began or was checked. */
const sweepUntil = (check: () => Promise<void>) =>
  vi.waitFor(
    async () => {
      await fetch(`${product.ready.workerUrl}/cdn-cgi/handler/scheduled`);
      await check();
    },
    { timeout: 60_000, interval: 3_000 },
  );
const loseCallbacks = (lose: boolean) => control('POST', '/faults', { webhooks: lose ? { lose } : {} });
async function colleagueState(): Promise<string | undefined> {
  const { agents } = (await api('GET', '/agents')).body as { agents: Colleague[] };
  return agents.find(({ identity }) => identity === reem.identity)?.state;
}

async function asked(): Promise<string> {
  const id = await connected(callByPhone);
  expect(await colleagueState()).toBe('free');
  expect((await transfer(id, reem.identity, true)).status).toBe(200);
  await talk(agent, colleague);
  await hears(customer, musicHz);
  await vi.waitFor(async () => expect(await stageOf(id)).toBe('talking'), waiting);
  expect(await colleagueState()).toBe('busy');
  return id;
}

afterEach(() => loseCallbacks(false));

test('the agent leaves while the colleague talks: the colleague has the customer, and is free after the call', async () => {
  const id = await asked();
  await loseCallbacks(true);
  await hangUp(agent);
  await isIdle(agent);
  await hears(customer, musicHz);
  await sweepUntil(async () => expect(await stageOf(id)).toBe('done'));
  await talk(customer, colleague);
  expect([(await logged(id)).phase, await colleagueState()]).toEqual(['connected', 'busy']);
  await hangUp(colleague);
  await isIdle(customer);
  await sweepUntil(async () => expect((await logged(id)).phase).toBe('ended'));
  expect(await colleagueState()).toBe('free');
  await ended(id);
});

test('the colleague leaves: the agent has the customer again, and the colleague is free', async () => {
  const id = await asked();
  await loseCallbacks(true);
  await hangUp(colleague);
  await isIdle(colleague);
  await sweepUntil(async () => expect(await stageOf(id)).toBe('left'));
  expect(await colleagueState()).toBe('free');
  await hears(customer, musicHz);
  await loseCallbacks(false);
  expect((await api('POST', `/calls/${id}/resume`, {})).status).toBe(200);
  await talk(customer, agent);
  await hangUp(agent);
  await ended(id);
});
