/** Calls that an agent on their own phone sends on: to a colleague, a number, voicemail. Who talks with whom after it, and the log. */
import { describe, expect, test, vi } from 'vitest';
import type { Colleague } from '../shared/api.ts';
import {
  agent,
  api,
  behave,
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
  outside,
  phone,
  receiveOnPhone,
  reem,
  stageOf,
  talk,
  transfer,
  waiting,
} from './testing/phone-calls.ts';

vi.setConfig({ testTimeout: 60_000 });

/** A voice asks the customer for a message, and a beep ends it; then the customer is recorded. */
async function announcementIsOver(): Promise<void> {
  const heard: number[] = [];
  await vi.waitFor(
    async () => {
      heard.push((await phone(customer)).seconds);
      const [last = 0, ...before] = heard.slice(-4).toReversed();
      expect(last > 2 && before.length === 3 && before.every((seconds) => seconds === last)).toBe(true);
    },
    { timeout: 25_000, interval: 1000 },
  );
}

test('the list of colleagues says who is free', async () => {
  const { agents } = (await api('GET', '/agents')).body as { agents: Colleague[] };
  expect(agents).toEqual([{ identity: reem.identity, name: colleague.name, state: 'free', rings: 'phone' }]);
});

describe.each([
  ['a call placed through the own phone', callByPhone],
  ['a call answered on the own phone', receiveOnPhone],
])('%s, sent on', (_, place) => {
  test.each([
    ['to a colleague', () => reem.identity, colleague],
    ['to the own phone of a colleague', () => colleague.number, colleague],
    ['to an outside number', () => outside.number, outside],
  ])('%s: both talk, the agent is free, and the log has one row', async (__, to, target) => {
    const id = await connected(place);
    expect((await transfer(id, to())).status).toBe(200);
    await isIdle(agent);
    await talk(customer, target);
    await vi.waitFor(async () => expect(await stageOf(id)).toBe('done'), waiting);
    await hangUp(target === outside ? customer : target);
    await ended(id);
  });

  test('to a colleague who rings: the customer hangs up, and everybody is free', async () => {
    const id = await connected(place);
    await behave(colleague, { answer: 'manual' });
    expect((await transfer(id, reem.identity)).status).toBe(200);
    await vi.waitFor(async () => expect((await phone(colleague)).status).toBe('ringing'), waiting);
    await isIdle(agent);
    await hangUp(customer);
    await ended(id);
    expect(await stageOf(id)).toBe('cancelled');
  });

  test('on hold: the customer leaves the music for the colleague', async () => {
    const id = await connected(place);
    expect((await api('POST', `/calls/${id}/hold`, {})).status).toBe(200);
    await hears(customer, musicHz);
    expect((await transfer(id, reem.identity)).status).toBe(200);
    await talk(customer, colleague);
    await isIdle(agent);
    await hangUp(customer);
    await ended(id);
  });

  test('to a colleague, who holds the call and sends it to an outside number', async () => {
    const id = await connected(place);
    await transfer(id, reem.identity);
    await talk(customer, colleague);
    await vi.waitFor(async () => expect(await stageOf(id)).toBe('done'), waiting);
    expect((await api('POST', `/calls/${id}/hold`, {})).body).toMatchObject({ problem: 'call-unknown' });
    expect((await api('POST', `/calls/${id}/hangup`)).body).toMatchObject({ problem: 'call-unknown' });
    expect((await api('POST', `/calls/${id}/hold`, {}, reem.session)).status).toBe(200);
    await hears(customer, musicHz);
    await hears(colleague);
    expect((await api('POST', `/calls/${id}/resume`, {}, reem.session)).status).toBe(200);
    await talk(customer, colleague);
    expect((await transfer(id, outside.number, false, reem.session)).status).toBe(200);
    await talk(customer, outside);
    await isIdle(agent, colleague);
    await hangUp(outside);
    await ended(id);
  });

  test('to voicemail: the customer leaves a message, which is in the same row', async () => {
    const id = await connected(place);
    expect((await transfer(id, 'voicemail')).status).toBe(200);
    await isIdle(agent);
    await announcementIsOver();
    await hangUp(customer);
    await vi.waitFor(async () => expect((await logged(id)).voicemail).not.toBeNull(), waiting);
    await ended(id);
  });

  test('to a colleague who does not answer: the customer comes back to the agent, then talks on', async () => {
    const id = await connected(place);
    await behave(colleague, { answer: 'busy' });
    expect((await transfer(id, reem.identity)).status).toBe(200);
    await vi.waitFor(async () => expect(['returning', 'returned', 'voicemail']).toContain(await stageOf(id)), waiting);
    await hangUp(customer);
    await ended(id);
  });
});

test('where the deployment records no calls, a recording is refused and none is made', async () => {
  const id = await connected(callByPhone);
  expect((await api('POST', `/calls/${id}/recording`, { action: 'start' })).body).toMatchObject({ problem: 'recording-off' });
  await hangUp(customer);
  await ended(id);
  expect((await logged(id)).recordings).toBeUndefined();
  const { recordings } = (await control('GET', '/state')).body as { recordings: { callSid: string }[] };
  expect(recordings.filter(({ callSid }) => callSid === id)).toEqual([]);
});

test('a call through the own phone comes back to the own phone of the agent, who can transfer again', async () => {
  const id = await connected(callByPhone);
  await behave(colleague, { answer: 'busy' });
  await transfer(id, reem.identity);
  await talk(customer, agent);
  await vi.waitFor(async () => expect(await stageOf(id)).toBe('returned'), waiting);
  expect((await transfer(id, outside.number)).status).toBe(200);
  await talk(customer, outside);
  await isIdle(agent);
  await hangUp(customer);
  await ended(id);
});

test('nobody answers, not even the agent: the customer can leave a message', async () => {
  const id = await connected(callByPhone);
  await behave(colleague, { answer: 'busy' });
  await transfer(id, reem.identity);
  await behave(agent, { answer: 'busy' });
  await vi.waitFor(async () => expect(await stageOf(id)).toBe('voicemail'), { timeout: 25_000, interval: 50 });
  expect((await phone(customer)).status).toBe('in-call');
  await hangUp(customer);
  await ended(id);
});
