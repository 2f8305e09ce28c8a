/** Limits that an admin changes: they count at once here, soon everywhere, and only as their settings allow. */
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readSettings } from '../http/settings.ts';
import { dial, goodSettings, joinAgent, problemIn, startBackend } from '../testing/test-backend.ts';
import { limitNames, type LimitName } from './changed-limits.ts';
import { settingText } from './setting-text.ts';

const backend = startBackend();
const setLimit = (name: string, value: string | null) => backend.admin('POST', 'limits', { name, value });
const timeLimitIn = (twiml: string) => Number(/ timeLimit="(\d+)"/.exec(twiml)?.[1]);
const actions = async () =>
  (await (await backend.admin('GET', 'actions')).json<{ actions: { action: string; subject: string | null }[] }>()).actions;
const limitOf = async (name: LimitName) =>
  (
    await (await backend.admin('GET', 'limits')).json<{ limits: { name: string; value: string | null; isChanged: boolean }[] }>()
  ).limits.find((limit) => limit.name === name);

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(async () => {
  vi.useRealTimers();
  for (const name of limitNames) await setLimit(name, null);
});

test('a changed limit counts for the next call, until the value of the deployment is restored', async () => {
  const { identity } = await joinAgent(backend);
  expect(timeLimitIn((await dial(backend, identity)).twiml)).toBe(120 * 60);
  expect((await setLimit('MAX_CALL_MINUTES', ' 7 ')).status).toBe(200);
  expect(timeLimitIn((await dial(backend, identity)).twiml)).toBe(7 * 60);
  expect(await limitOf('MAX_CALL_MINUTES')).toEqual({ name: 'MAX_CALL_MINUTES', value: '7', isChanged: true });
  await setLimit('MAX_CALL_MINUTES', null);
  expect(await limitOf('MAX_CALL_MINUTES')).toEqual({ name: 'MAX_CALL_MINUTES', value: '120', isChanged: false });
  expect((await actions()).slice(0, 2)).toEqual([
    expect.objectContaining({ action: 'limit-restored', subject: 'MAX_CALL_MINUTES' }),
    expect.objectContaining({ action: 'limit-changed', subject: 'MAX_CALL_MINUTES 7' }),
  ]);
});

test('a country that is taken out is refused to calls, and unknown to the extension', async () => {
  const { identity, session } = await joinAgent(backend);
  const allowed = async () => (await (await backend.get('/api/agent', session)).json<{ allowedCountries: string[] }>()).allowedCountries;
  expect([await allowed(), (await dial(backend, identity)).twiml.includes('<Dial')]).toEqual([['SA', 'US'], true]);
  await setLimit('ALLOWED_COUNTRIES', 'us,eg');
  expect([await allowed(), (await dial(backend, identity)).twiml.includes('<Dial')]).toEqual([['US', 'EG'], false]);
});

test('another instance of the worker follows within ten seconds', async () => {
  const other = startBackend();
  const { identity } = await joinAgent(other);
  const dialElsewhere = async () => timeLimitIn((await dial(other, identity)).twiml);
  expect(await dialElsewhere()).toBe(120 * 60);
  await setLimit('MAX_CALL_MINUTES', '7');
  vi.setSystemTime(Date.now() + 10_000);
  expect(await dialElsewhere()).toBe(7 * 60);
});

describe('is refused', () => {
  test.each([
    ['MAX_CALL_MINUTES', '241', 'from 1 to 240'],
    ['MAX_SPEND_PER_DAY', '20', 'as 20 USD'],
    ['ALLOWED_COUNTRIES', 'SA,Egypt', 'entry 2'],
    ['ASK_FOR_NEW_COUNTRIES', 'maybe', 'neither on nor off'],
    ['BRAKE_CALLS', '-1', 'from 0 to'],
    ['TWILIO_AUTH_TOKEN', 'a'.repeat(32), 'no limit'],
    ['ALLOW_PREMIUM_NUMBERS', 'on', 'no limit'],
    ['constructor', '1', 'no limit'],
  ])('%s %s, with its rule', async (name, value, why) => {
    const before = await actions();
    const answer = await setLimit(name, value);
    expect(answer.status).toBe(400);
    expect((await answer.json<{ message: string }>()).message).toContain(why);
    expect(await actions()).toEqual(before);
    expect((await env.DB.prepare('SELECT * FROM changed_limits').all()).results).toEqual([]);
  });

  test.each([{}, { name: 'MAX_CALL_MINUTES' }, { name: 'MAX_CALL_MINUTES', value: ' ' }, { name: 'MAX_CALL_MINUTES', value: 7 }])(
    'the body %j',
    async (body) => {
      expect(await problemIn(await backend.admin('POST', 'limits', body))).toEqual({ status: 400, problem: 'request-refused' });
    },
  );
});

test('a value that a later version refuses closes calls, and can be replaced', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const { identity } = await joinAgent(backend);
  await env.DB.prepare("INSERT INTO changed_limits VALUES ('MAX_CALL_MINUTES', 'long', 0)").run();
  vi.setSystemTime(Date.now() + 10_000);
  expect((await dial(backend, identity)).twiml).not.toContain('<Dial');
  await setLimit('MAX_CALL_MINUTES', '7');
  expect(timeLimitIn((await dial(backend, identity)).twiml)).toBe(7 * 60);
});

test.each<[LimitName, string]>([
  ['MAX_SPEND_PER_DAY', '25 USD'],
  ['MAX_SPEND_PER_AGENT_PER_DAY', '12.50 EUR'],
  ['ALLOWED_COUNTRIES', 'SA,AE'],
  ['ASK_FOR_NEW_COUNTRIES', 'on'],
  ['CALLS_PER_DAY', '300'],
])('the text of %s %s is that of the setting', (name, text) => {
  expect(settingText(readSettings({ ...goodSettings, [name]: text }).values[name])).toBe(text);
});
