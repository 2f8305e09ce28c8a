import { describe, expect, test, vi } from 'vitest';
import { describeFault, readSettings, settingsOf } from './settings.ts';
import { settingsSchema, type SettingName, type SettingTexts } from './settings-schema.ts';
import { goodSettings } from '../testing/test-backend.ts';

const faultsOf = (texts: SettingTexts) => readSettings({ ...goodSettings, ...texts }).faults;
const valuesOf = (texts: SettingTexts) => readSettings({ ...goodSettings, ...texts }).values;
const sid = (prefix: string) => prefix + 'f'.repeat(32);

test('good settings have no fault', () => {
  expect(faultsOf({})).toEqual([]);
});

test('without any setting each required one is named, with where to find it', () => {
  const { faults } = readSettings({});
  expect(faults.map(({ name }) => name)).toEqual([
    'TWILIO_ACCOUNT_SID',
    'TWILIO_AUTH_TOKEN',
    'TWILIO_API_KEY',
    'TWILIO_API_SECRET',
    'TWILIO_TWIML_APP_SID',
    'TWILIO_PHONE_NUMBER',
    'PUBLIC_URL',
    'ADMIN_TOKEN',
  ]);
  for (const fault of faults) {
    expect(fault.fault).toBe('missing');
    expect(describeFault(fault)).toBe(`Missing ${fault.name}: ${settingsSchema[fault.name as SettingName].where}`);
  }
});

describe('a value of the wrong shape is called out', () => {
  test.each<[SettingName, string, string]>([
    ['TWILIO_ACCOUNT_SID', sid('SK'), 'an API key SID stands here, it must start with AC'],
    ['TWILIO_ACCOUNT_SID', 'AC12', 'it is not AC and 32 characters'],
    ['TWILIO_AUTH_TOKEN', sid('AC'), 'an Account SID stands here'],
    ['TWILIO_AUTH_TOKEN', 'Qk7z'.repeat(8), 'the Secret of the API key stands here'],
    ['TWILIO_AUTH_TOKEN', 'zzqx', 'it is not 32 characters of 0-9 and a-f'],
    ['TWILIO_API_KEY', sid('AC'), 'an Account SID stands here, it must start with SK'],
    ['TWILIO_API_KEY', 'zzqx', 'it must start with SK'],
    ['TWILIO_API_SECRET', goodSettings.TWILIO_AUTH_TOKEN, 'the Auth Token stands here'],
    ['TWILIO_API_SECRET', '0123456789abcdef'.repeat(2), 'the Auth Token stands here'],
    ['TWILIO_API_SECRET', sid('SK'), 'an API key SID stands here'],
    ['TWILIO_API_SECRET', 'short', 'it is not 32 letters and digits'],
    ['TWILIO_TWIML_APP_SID', sid('AC'), 'an Account SID stands here, it must start with AP'],
    ['TWILIO_PHONE_NUMBER', '0555010142', 'it is not + and the digits'],
    ['TWILIO_PHONE_NUMBER', sid('PN'), 'it is not + and the digits'],
    ['TWILIO_CALLER_IDS', 'SA=+966112345678,Egypt=+20', 'entry 2 does not start with a country code or *'],
    ['TWILIO_CALLER_IDS', 'SA=0112345678', 'entry 1 has no number like'],
    ['TWILIO_CALLER_IDS', '*=+14155550100,*=+14155550101', 'entry 2 repeats a country'],
    ['TWILIO_SAUDI_CALLER_ID', '0112345678', 'it is not + and the digits'],
    ['TWILIO_PHONE_NUMBERS', '+966112345678:sales,0112345678:support', 'entry 2 does not start with a number like'],
    ['TWILIO_PHONE_NUMBERS', '+966112345678:Sales Team', 'entry 1 has no group of a-z'],
    ['TWILIO_PHONE_NUMBERS', '+966112345699:', 'entry 1 has no group of a-z'],
    ['PUBLIC_URL', 'acme.example.net', 'it is not an address like'],
    ['PUBLIC_URL', 'http://hatif.example.com', 'it must start with https://'],
    ['PUBLIC_URL', 'https://me:word@hatif.example.com', 'it must have no user, query or fragment'],
    ['PUBLIC_URL', 'https://hatif.example.com/?a=1', 'it must have no user, query or fragment'],
    ['ADMIN_TOKEN', 'tiny-one', 'it is shorter than 20 characters'],
    ['ALLOWED_COUNTRIES', 'SA,Egypt', 'entry 2 is not the two-letter code of a country'],
    ['EXTENSION_IDS', 'https://evil.example', 'entry 1 is not 32 letters a-p'],
    ['CALLS_PER_MINUTE', 'umpteen', 'it is not a whole number'],
    ['CALLS_PER_DAY', '-7', 'it is not a whole number'],
    ['MAX_SPEND_PER_DAY', '20', 'it is not an amount and a currency, as 20 USD'],
    ['MAX_SPEND_PER_AGENT_PER_DAY', '-5 USD', 'it is not an amount and a currency'],
    ['BRAKE_CALLS', 'umpteen', 'it is not a whole number from 0'],
    ['ASK_FOR_NEW_COUNTRIES', 'maybe', 'it is neither on nor off'],
    ['RING_SECONDS', '4', 'it is not a whole number from 5 to 120'],
    ['MAX_RINGING_SECONDS', '14', 'it is not a whole number from 15 to 120'],
    ['ARABIC_VOICE', 'zzqx', 'it is none of these voices: Polly.Hala-Neural'],
    ['CALLER_LANGUAGES', 'SA=ar,*=fr', 'entry 2 names no language'],
    ['CALLER_LANGUAGES', 'Saudi=ar', 'entry 1 does not start with a country code'],
    ['SCREEN_POP_URL', 'http://crm.example/{number}', 'it is not an address that starts with https://'],
    ['SCREEN_POP_URL', 'https://crm.example/', 'it has no {number} in it'],
    ['CALL_OUTCOMES', `Sold,${'x'.repeat(41)}`, 'entry 2 has more than 40 characters'],
    ['CALL_OUTCOMES', 'Sold,Sold', 'an entry is repeated'],
    ['RECORDING', 'on', 'it is none of these: off, on-demand, always'],
    ['RECORDING_ANNOUNCEMENT', 'beep', 'it is neither on nor off'],
    ['ALLOW_PREMIUM_NUMBERS', 'maybe', 'it is neither on nor off'],
    ['MY_PHONE_PRESS_1', 'maybe', 'it is neither on nor off'],
    ['TWILIO_API_BASE_URL', 'https://api.twilio.com', 'it must be an address on this machine'],
  ])('%s, case %#', (name, text, hint) => {
    const faults = faultsOf({ [name]: text });
    expect(faults).toMatchObject([{ name, fault: 'malformed', hint: expect.stringContaining(hint) }]);
    if (text.length > 2) expect(JSON.stringify(faults)).not.toContain(text);
    expect(valuesOf({ [name]: text })[name]).toBeUndefined();
  });
});

test('optional settings have defaults', () => {
  expect(valuesOf({})).toMatchObject({
    EXTENSION_IDS: ['ckicldgndiodjfmmefoojalkdheggfpi'],
    CALLS_PER_MINUTE: 20,
    CALLS_PER_DAY: 300,
    ALLOW_PREMIUM_NUMBERS: false,
    MY_PHONE_PRESS_1: true,
    RING_SECONDS: 30,
    MAX_RINGING_SECONDS: 45,
    ARABIC_VOICE: 'Polly.Hala-Neural',
    CALLER_LANGUAGES: new Map(),
    TWILIO_API_BASE_URL: 'https://api.twilio.com',
  });
  expect(valuesOf({}).SCREEN_POP_URL).toBeUndefined();
});

test('a pasted value may have white space around it, and a public address a slash at its end', () => {
  expect(valuesOf({ TWILIO_PHONE_NUMBER: ' +14155550100\n', PUBLIC_URL: 'https://example.com/hatif/' })).toMatchObject({
    TWILIO_PHONE_NUMBER: '+14155550100',
    PUBLIC_URL: 'https://example.com/hatif',
  });
});

test.each(['http://127.0.0.1:8787', 'http://localhost:8787', 'http://[::1]:8787'])(
  'plain http is good enough for this machine: %s',
  (url) => {
    expect(valuesOf({ PUBLIC_URL: url }).PUBLIC_URL).toBe(url);
  },
);

test('the Saudi caller ID is one of the caller IDs, unless those have their own', () => {
  const saudi = '+966112345678';
  expect(valuesOf({ TWILIO_SAUDI_CALLER_ID: saudi }).TWILIO_CALLER_IDS?.get('SA')).toBe(saudi);
  expect(valuesOf({ TWILIO_SAUDI_CALLER_ID: saudi, TWILIO_CALLER_IDS: 'SA=+966110000000' }).TWILIO_CALLER_IDS?.get('SA')).toBe(
    '+966110000000',
  );
  expect(valuesOf({}).TWILIO_CALLER_IDS?.get('*')).toBe(goodSettings.TWILIO_PHONE_NUMBER);
});

test('without ALLOWED_COUNTRIES only the countries of our own numbers may be called', () => {
  expect([...(valuesOf({ ALLOWED_COUNTRIES: '' }).ALLOWED_COUNTRIES ?? [])]).toEqual(['US']);
  const chosen = valuesOf({ ALLOWED_COUNTRIES: '', TWILIO_CALLER_IDS: 'AE=+14155550100,*=+442079460142' });
  expect([...(chosen.ALLOWED_COUNTRIES ?? [])].toSorted()).toEqual(['AE', 'GB', 'US']);
});

test('faults are printed once, one line each, and no value with them', () => {
  const printed = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const environment = { ...goodSettings, TWILIO_API_KEY: '', PUBLIC_URL: 'http://secret.example' };
  settingsOf(environment);
  settingsOf(environment);
  const lines = printed.mock.calls.map(([line]) => String(line));
  printed.mockRestore();
  expect(lines).toEqual([
    expect.stringMatching(/^Missing TWILIO_API_KEY: Twilio Console/),
    expect.stringMatching(/^Malformed PUBLIC_URL: /),
  ]);
  expect(lines.join()).not.toContain('secret');
});
