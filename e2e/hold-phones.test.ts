/** Hold over backend and local Twilio, without a browser: the agent talks on their own phone. Tones are measured at both parties. */
import { expect, test, vi } from 'vitest';
import {
  agent,
  api,
  callByPhone,
  connected,
  control,
  customer,
  ended,
  hangUp,
  hears,
  isIdle,
  logged,
  musicHz,
  receiveOnPhone,
  talk,
  waiting,
} from './testing/phone-calls.ts';

const hold = (id: string) => api('POST', `/calls/${id}/hold`, {});
const resume = (id: string) => api('POST', `/calls/${id}/resume`, {});

test.each([
  ['placed through the own phone', callByPhone],
  ['answered on the own phone', receiveOnPhone],
])(
  'in a call %s, hold plays music to the customer alone, and resume restores both voices',
  async (_, place) => {
    const id = await connected(place);
    for (let times = 0; times < 2; times++) {
      expect((await hold(id)).status).toBe(200);
      await hears(customer, musicHz);
      await hears(agent);
      expect((await resume(id)).status).toBe(200);
      await talk(customer, agent);
    }
    const [one, other] = await Promise.all([hold(id), hold(id)]);
    expect([one.status, other.status].toSorted((first, second) => first - second)).toEqual([200, 409]);
    await hears(customer, musicHz);
    expect((await logged(id)).phase).toBe('connected');
    await hangUp(customer);
    await ended(id);
    expect(await hold(id)).toMatchObject({ status: 409, body: { problem: 'call-not-connected' } });
  },
  40_000,
);

test('the agent who hangs up a held call frees the customer, and so does the extension', async () => {
  for (const end of [() => hangUp(agent), (id: string) => api('POST', `/calls/${id}/hangup`)]) {
    const id = await connected(callByPhone);
    expect((await hold(id)).status).toBe(200);
    await hears(customer, musicHz);
    await end(id);
    await isIdle(customer);
    await ended(id);
  }
}, 40_000);

test('without the callbacks of the conference, and with slow ones, a hold still succeeds', async () => {
  const id = await connected(callByPhone);
  await control('POST', '/faults', { webhooks: { lose: true } });
  expect((await hold(id)).status).toBe(200);
  await hears(customer, musicHz);
  await control('POST', '/faults', { clear: true, webhooks: { delayMs: 300, repeat: 1, reorder: true } });
  expect((await resume(id)).status).toBe(200);
  await talk(customer, agent);
  await hangUp(customer);
  await vi.waitFor(async () => expect((await logged(id)).phase).toBe('ended'), waiting);
  await control('POST', '/faults', { clear: true });
}, 40_000);
