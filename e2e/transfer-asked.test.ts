/** Transfers that ask first, by agents on their own phones: each way out, each party hanging up at each stage, bad input. */
import { describe, expect, test, vi } from 'vitest';
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
  finish,
  hangUp,
  hears,
  isIdle,
  logged,
  musicHz,
  outside,
  type Party,
  phone,
  product,
  receiveOnPhone,
  reem,
  stageOf,
  talk,
  transfer,
  waiting,
} from './testing/phone-calls.ts';

vi.setConfig({ testTimeout: 60_000 });

/** The customer hears music; the agent and the target talk. */
async function asked(id: string, to: string, target: Party): Promise<void> {
  expect((await transfer(id, to, true)).status).toBe(200);
  await hears(customer, musicHz);
  await talk(agent, target);
  await hears(customer, musicHz);
  await vi.waitFor(async () => expect(await stageOf(id)).toBe('talking'), waiting);
}

describe.each([
  ['a call placed through the own phone', callByPhone],
  ['a call answered on the own phone', receiveOnPhone],
])('%s, after asking', (_, place) => {
  test.each([
    ['a colleague', () => reem.identity, colleague],
    ['an outside number', () => outside.number, outside],
  ])('%s: complete connects the two, and the agent is free', async (__, to, target) => {
    const id = await connected(place);
    await asked(id, to(), target);
    expect((await finish(id, 'complete')).status).toBe(200);
    await isIdle(agent);
    await talk(customer, target);
    await hangUp(target);
    await ended(id);
  });

  test.each<[string, Party, [Party, Party]]>([
    ['the agent', agent, [customer, colleague]],
    ['the colleague', colleague, [customer, agent]],
  ])('merge: all three talk; %s leaves, and the others talk on until one hangs up', async (__, leaver, others) => {
    const id = await connected(place);
    await asked(id, reem.identity, colleague);
    expect((await finish(id, 'merge')).status).toBe(200);
    await talk(customer, agent, colleague);
    await hangUp(leaver);
    await isIdle(leaver);
    await talk(...others);
    expect((await logged(id)).phase).toBe('connected');
    await hangUp(others[1]);
    await ended(id);
  });

  test('the agent hangs up while the colleague rings: the colleague rings for the customer', async () => {
    const id = await connected(place);
    await behave(colleague, { answer: 'manual' });
    await transfer(id, reem.identity, true);
    await vi.waitFor(async () => expect((await phone(colleague)).status).toBe('ringing'), waiting);
    await behave(colleague, { answer: 'yes', afterMs: 500, digits: '1' });
    await hangUp(agent);
    await talk(customer, colleague);
    await hangUp(colleague);
    await ended(id);
  });
});

describe('a call placed through the own phone, after asking', () => {
  test('cancel: the colleague is free, and the agent has the customer again', async () => {
    const id = await connected(callByPhone);
    await asked(id, reem.identity, colleague);
    expect((await finish(id, 'cancel')).status).toBe(200);
    await isIdle(colleague);
    await talk(customer, agent);
    expect((await api('POST', `/calls/${id}/hold`, {})).status).toBe(200);
    await hears(customer, musicHz);
    await hangUp(agent);
    await ended(id);
  });

  test('cancel while the colleague rings, and ask somebody else', async () => {
    const id = await connected(callByPhone);
    await behave(colleague, { answer: 'manual' });
    expect((await transfer(id, reem.identity, true)).status).toBe(200);
    await vi.waitFor(async () => expect((await phone(colleague)).status).toBe('ringing'), waiting);
    await hears(customer, musicHz);
    for (const how of ['complete', 'merge'] as const) {
      expect(await finish(id, how)).toMatchObject({ status: 409, body: { problem: 'transfer-not-possible' } });
    }
    expect((await finish(id, 'cancel')).status).toBe(200);
    await isIdle(colleague);
    await talk(customer, agent);
    await asked(id, outside.number, outside);
    await finish(id, 'complete');
    await talk(customer, outside);
    await hangUp(customer);
    await ended(id);
  });

  test('merge, and the customer hangs up: everybody is free', async () => {
    const id = await connected(callByPhone);
    await asked(id, reem.identity, colleague);
    await finish(id, 'merge');
    await talk(customer, agent, colleague);
    await hangUp(customer);
    await ended(id);
  });

  test('the agent hangs up while the colleague talks: the customer talks with the colleague', async () => {
    const id = await connected(callByPhone);
    await asked(id, reem.identity, colleague);
    await hangUp(agent);
    await talk(customer, colleague);
    await vi.waitFor(async () => expect(await stageOf(id)).toBe('done'), waiting);
    await hangUp(customer);
    await ended(id);
  });

  test('the colleague hangs up: the customer hears music until the agent resumes', async () => {
    const id = await connected(callByPhone);
    await asked(id, reem.identity, colleague);
    await hangUp(colleague);
    await vi.waitFor(async () => expect(await stageOf(id)).toBe('left'), waiting);
    await hears(customer, musicHz);
    expect((await api('POST', `/calls/${id}/resume`, {})).status).toBe(200);
    await talk(customer, agent);
    await hangUp(agent);
    await ended(id);
  });

  test('the colleague hangs up, and then the customer who is on hold: everybody is free', async () => {
    const id = await connected(callByPhone);
    await asked(id, reem.identity, colleague);
    await hangUp(colleague);
    await vi.waitFor(async () => expect(await stageOf(id)).toBe('left'), waiting);
    await hangUp(customer);
    await ended(id);
  });

  test('the colleague does not answer, and the agent hangs up: the customer is free', async () => {
    const id = await connected(callByPhone);
    await behave(colleague, { answer: 'busy' });
    await transfer(id, reem.identity, true);
    await vi.waitFor(async () => expect(await stageOf(id)).toBe('left'), waiting);
    await hears(customer, musicHz);
    await hangUp(agent);
    await ended(id);
  });

  test.each(['manual', 'yes'])('the customer hangs up while the colleague (%s) is asked: everybody is free', async (answer) => {
    const id = await connected(callByPhone);
    await behave(colleague, { answer, digits: '1' });
    await transfer(id, reem.identity, true);
    if (answer === 'yes') await talk(agent, colleague);
    else await vi.waitFor(async () => expect((await phone(colleague)).status).toBe('ringing'), waiting);
    await hangUp(customer);
    await ended(id);
  });
});

test('bad input changes nothing: both talk on', async () => {
  const id = await connected(callByPhone);
  const refusals: [string, boolean, number, string][] = [
    ['nonsense!', false, 422, 'number-unreadable'],
    ['+96655', false, 422, 'number-too-short'],
    ['+201000550147', false, 403, 'country-not-allowed'],
    [customer.number, false, 422, 'number-own'],
    [agent.number, true, 422, 'number-own'],
    [product.ready.phoneNumber, false, 422, 'number-own'],
    ['nobody', true, 409, 'colleague-unreachable'],
    ['voicemail', true, 400, 'request-refused'],
  ];
  for (const [to, first, status, problem] of refusals) {
    expect(await transfer(id, to, first)).toMatchObject({ status, body: { problem } });
  }
  expect(await transfer(id, outside.number, false, reem.session)).toMatchObject({ status: 404, body: { problem: 'call-unknown' } });
  for (const how of ['complete', 'merge', 'cancel'] as const) {
    expect(await finish(id, how)).toMatchObject({ status: 409, body: { problem: 'transfer-not-possible' } });
  }
  await talk(customer, agent);
  const [one, other] = await Promise.all([transfer(id, reem.identity, true), transfer(id, reem.identity, true)]);
  expect([one.status, other.status].toSorted((first, second) => first - second)).toEqual([200, 409]);
  await talk(agent, colleague);
  expect(await transfer(id, outside.number)).toMatchObject({ status: 409, body: { problem: 'call-being-changed' } });
  expect(await api('POST', `/calls/${id}/resume`, {})).toMatchObject({ status: 409, body: { problem: 'call-being-changed' } });
  await finish(id, 'cancel');
  await talk(customer, agent);
  await hangUp(customer);
  await ended(id);
  expect(await transfer(id, outside.number)).toMatchObject({ status: 409, body: { problem: 'call-not-connected' } });
});

test('when Twilio refuses, the customer stays with the agent', async () => {
  const id = await connected(callByPhone);
  for (const first of [false, true]) {
    await control('POST', '/faults', { rest: { status: 500, times: 1, method: 'POST' } });
    expect((await transfer(id, reem.identity, first)).status).toBe(502);
    await control('POST', '/faults', { clear: true });
    await talk(customer, agent);
  }
  await transfer(id, reem.identity);
  await talk(customer, colleague);
  await hangUp(customer);
  await ended(id);
});
