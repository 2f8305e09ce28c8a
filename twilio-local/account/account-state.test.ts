import { expect, test, vi } from 'vitest';
import { account, accountNumber, customer, useTestWorld, waitOptions } from '../testing/test-world.ts';
import { connectClient } from '../testing/signalling-client.ts';

const world = useTestWorld();
const change = (settings: Record<string, unknown>) => world().control<{ error: string }>('POST', '/control/account', settings);
const rest = <Body = Record<string, unknown>>(path: string) => world().rest<Body>('GET', path);
const call = () =>
  world().rest('POST', '/Calls.json', { To: customer, From: accountNumber, Twiml: '<Response><Pause length="9"/></Response>' });

test.each([
  [{ keyDelete: true }, 'has no "keyDelete"'],
  [{ status: 'asleep' }, '"status" must be one of active, suspended, closed'],
  [{ type: 'trial' }, '"type" must be one of Full, Trial'],
  [{ voiceMethod: 'PUT' }, '"voiceMethod" must be one of GET, POST'],
  [{ blockedCountries: ['Saudi'] }, 'two-letter'],
  [{ balance: '5' }, '"balance" must be a number'],
])('%j is refused: %s', async (settings, why) => {
  const { status, body } = await change(settings);
  expect([status, body.error]).toEqual([400, expect.stringContaining(why)]);
});

test('a deleted key signs no tokens until the account is reset', async () => {
  await change({ keyDeleted: true });
  const refused = await connectClient(world().twilio.twilioPort, 'omar');
  expect(await refused.next('error')).toMatchObject({ error: { code: 20103 } });
  expect((await rest('/Keys/SK1.json')).status).toBe(404);
  await change({ reset: true });
  const accepted = await connectClient(world().twilio.twilioPort, 'omar');
  expect(await accepted.next('connected')).toMatchObject({ token: { identity: 'omar' } });
  accepted.close();
});

test('a suspended account can only be read, and takes no tokens', async () => {
  await change({ status: 'suspended' });
  expect(await rest('.json')).toMatchObject({ status: 200, body: { status: 'suspended' } });
  expect(await rest('/Calls.json')).toMatchObject({ status: 401, body: { code: 20003 } });
  const refused = await connectClient(world().twilio.twilioPort, 'omar');
  expect(await refused.next('error')).toMatchObject({ error: { code: 31204 } });
  await change({ reset: true });
  expect((await rest('/Calls.json')).status).toBe(200);
});

test('a trial account calls verified numbers alone', async () => {
  await change({ type: 'Trial' });
  expect((await rest('.json')).body).toMatchObject({ type: 'Trial' });
  expect(await call()).toMatchObject({ status: 400, body: { code: 21219 } });
  await change({ reset: true });
  expect((await call()).status).toBe(201);
});

test('Voice URLs, methods and redirects are replaced, mended over REST, and restored', async () => {
  const { backend, placeInboundCall } = world();
  type App = { voice_url: string; voice_method: string };
  const app = async () => (await rest<App>('/Applications/AP1.json')).body;
  const before = await app();
  await change({ voiceUrl: 'https://old.example/voice', voiceMethod: 'GET', voiceFallbackUrl: '', statusCallback: '' });
  expect(await app()).toMatchObject({ voice_url: 'https://old.example/voice', voice_method: 'GET', status_callback: '' });
  await world().rest('POST', '/Applications/AP1.json', { VoiceUrl: 'https://mended.example', VoiceMethod: 'POST' });
  expect(await app()).toMatchObject({ voice_url: 'https://mended.example', voice_method: 'POST' });
  await change({ reset: true });
  expect(await app()).toMatchObject({ voice_url: before.voice_url, voice_method: before.voice_method });

  await change({ redirects: true });
  const { voice_url: redirecting } = await app();
  const answer = await fetch(redirecting, { method: 'POST', redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([301, before.voice_url]);
  await change({ reset: true });
  backend.twiml.set('/in', '<Response/>');
  await placeInboundCall();
  await vi.waitFor(() => expect(backend.requests.map(({ path }) => path)).toContain('/in'), waitOptions);
});

test('balance, concurrency, lost numbers and the clock are as asked for', async () => {
  await change({ balance: 0.5, concurrency: 1, lostNumbers: [accountNumber], clockSkewSeconds: 300 });
  const balance = await rest<{ balance: string }>('/Balance.json');
  expect(balance.body.balance).toBe('0.5000');
  expect((await rest('/IncomingPhoneNumbers.json')).body).toMatchObject({ incoming_phone_numbers: [] });
  const response = await fetch(`${world().twilio.restUrl}/2010-04-01/Accounts/${account.accountSid}.json`);
  expect(Date.parse(response.headers.get('date') ?? '') - Date.now()).toBeGreaterThan(290_000);
  expect((await call()).status).toBe(201);
  expect(await call()).toMatchObject({ status: 429, body: { code: 10004 } });
  const profiles = await fetch(`${world().twilio.restUrl}/v1/CustomerProfiles?Status=twilio-approved`, {
    headers: { authorization: `Basic ${btoa(`${account.accountSid}:${account.authToken}`)}` },
  });
  expect(await profiles.json()).toMatchObject({ results: [] });
  await change({ reset: true });
  expect((await rest('/IncomingPhoneNumbers.json')).body).toMatchObject({ incoming_phone_numbers: [{ phone_number: accountNumber }] });
});
