import { expect, test } from 'vitest';
import type { DoctorReport } from '../../shared/doctor.ts';
import { readSettings } from '../http/settings.ts';
import { goodSettings, startBackend } from '../testing/test-backend.ts';
import { accountChecks } from './account-checks.ts';
import { addressChecks } from './address-checks.ts';
import { callingChecks } from './calling-checks.ts';
import type { Facts, NumberFacts } from './facts.ts';
import { doctorTexts, formatMessage, formatFinding, message } from './message.ts';

const { values } = readSettings(goodSettings);
const { PUBLIC_URL: publicUrl } = goodSettings;
const read = <Value>(value: Value) => ({ is: 'read' as const, value, clockSkewMs: 0 });
const urls = (path: string) => ({
  voice_url: `${publicUrl}/api/calls/twiml/${path}`,
  voice_method: 'POST',
  voice_fallback_url: 'https://hatif-voicemail-1000.twil.io/voicemail.xml',
  voice_fallback_method: 'GET',
  status_callback: `${publicUrl}/api/calls/webhook/status`,
  status_callback_method: 'POST',
});
const number: NumberFacts = { sid: 'PN1', phone_number: '+14155550100', voice_application_sid: '', trunk_sid: null, ...urls('inbound') };
const country = (iso_code: string) => ({
  iso_code,
  low_risk_numbers_enabled: true,
  high_risk_special_numbers_enabled: false,
  high_risk_tollfraud_numbers_enabled: false,
});
const well: Facts = {
  account: read({ status: 'active', type: 'Full' }),
  balance: read({ balance: '100.00', currency: 'USD' }),
  profiles: read({ results: [{ policy_sid: 'RN6433641899984f951173ef1738c3bdd0' }] }),
  key: read({ sid: goodSettings.TWILIO_API_KEY }),
  app: read({ sid: goodSettings.TWILIO_TWIML_APP_SID, ...urls('outbound') }),
  numbers: read({ incoming_phone_numbers: [number] }),
  callerIds: read({ outgoing_caller_ids: [] }),
  countries: read({ content: ['SA', 'US', 'JO'].map(country) }),
  token: { is: 'accepted' },
  recordings: 'private',
  roundTrip: { is: 'arrived' },
  fallbackDomain: 'hatif-voicemail-1000.twil.io',
  phoneCountries: ['JO'],
  stopped: [],
};
const failed = (facts: Partial<Facts>) => {
  const all = { ...well, ...facts };
  const findings = [...accountChecks(all), ...addressChecks(all, values), ...callingChecks(all, values)];
  return findings.filter(({ ok }) => !ok).map((finding) => ({ ...formatFinding(finding, 'en'), inArabic: formatFinding(finding, 'ar') }));
};
const withNumber = (changes: Partial<NumberFacts>) => ({ numbers: read({ incoming_phone_numbers: [{ ...number, ...changes }] }) });

test('an account that is well fails nothing', () => {
  expect(failed({})).toEqual([]);
});

test.each<[string, Partial<Facts>, string, string]>([
  [
    'a refused token',
    { token: { is: 'refused', code: 20103, message: 'Invalid issuer' } },
    'voice-token',
    'refused: Invalid issuer (20103)',
  ],
  ['a signalling that cannot be reached', { token: { is: 'unreachable' } }, 'voice-token', 'cannot be reached'],
  ['an overdrawn account', { balance: read({ balance: '-3.10', currency: 'USD' }) }, 'balance', '-3.10 USD'],
  ['a clock that is behind', { account: { ...read({ status: 'active', type: 'Full' }), clockSkewMs: 90_000 } }, 'clock', '90 s'],
  ['a public recording', { recordings: 'public' }, 'recordings-private', 'everybody'],
  ['a number in a SIP trunk', withNumber({ trunk_sid: 'TK1' }), 'number-voice-url', 'calls go to the SIP trunk TK1'],
  ['a number that runs an app', withNumber({ voice_application_sid: 'AP9' }), 'number-voice-url', 'calls go to the TwiML App AP9'],
  ['a fallback at the backend itself', withNumber({ voice_fallback_url: `${publicUrl}/fallback` }), 'number-fallback-url', '/fallback'],
  [
    'a closed country of an own phone',
    { countries: read({ content: [country('SA'), country('US'), { ...country('JO'), low_risk_numbers_enabled: false }] }) },
    'dialing-permissions',
    'closed: JO',
  ],
  [
    'high risk',
    { countries: read({ content: [country('SA'), country('JO'), { ...country('US'), high_risk_tollfraud_numbers_enabled: true }] }) },
    'dialing-permissions',
    'open to high risk: US',
  ],
  ['a lost webhook', { roundTrip: { is: 'lost' } }, 'signature-round-trip', 'none with a fitting signature'],
  ['a stopped agent', { stopped: ['sara'] }, 'outgoing-calls', 'stopped for sara'],
  ['a cut-off', { stopped: ['', 'sara'] }, 'outgoing-calls', 'all stopped'],
  ['an unknown app', { app: { is: 'missing' } }, 'app-voice-url', 'unknown in this account'],
  ['a refused account', { balance: { is: 'refused', status: 401, code: 20003 } }, 'balance', 'suspended (20003)'],
])('%s is seen', (_, facts, id, saw) => {
  const found = failed(facts).find((check) => check.id === id);
  expect(found?.saw).toContain(saw);
  expect(found?.fix).not.toBe('');
  // No sentence is left in English: what is Latin is isolated, and is a value, a command or a name.
  for (const words of [found?.inArabic.saw, found?.inArabic.fix])
    expect(words).toMatch(/\p{Script=Arabic}|^\u2066[^\p{Script=Arabic}]*\u2069$/u);
});

const placesIn = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted();

test('every sentence stands in both languages, with the same places for values', () => {
  for (const [name, text] of Object.entries(doctorTexts.en)) {
    const inArabic = doctorTexts.ar[name as keyof typeof doctorTexts.en];
    // Hints and Twilio's own words are English.
    const places = placesIn(text).filter((place) => !['{hint}', '{message}'].includes(place));
    expect(placesIn(inArabic), name).toEqual(places);
    if (name !== 'ofNumber') expect(inArabic, name).toMatch(/\p{Script=Arabic}/u);
  }
});

test('commands and addresses within an Arabic sentence are isolated', () => {
  expect(formatMessage(message('upgradeFix', { url: 'https://console.twilio.com/a' }), 'ar')).toBe(
    'رقِّ الحساب: \u2066https://console.twilio.com/a\u2069',
  );
  expect(formatMessage(message('credentialsWrong'), 'ar')).toContain('(\u206620003\u2069)');
});

test('a verified caller ID is usable, an unknown one is not', () => {
  const { values: saudi } = readSettings({ ...goodSettings, TWILIO_SAUDI_CALLER_ID: '+966112345678' });
  const unknown = callingChecks(well, saudi).find(({ id }) => id === 'caller-ids');
  expect(unknown && formatFinding(unknown, 'en')).toMatchObject({ ok: false, saw: 'not usable: +966112345678' });
  const verified = { ...well, callerIds: read({ outgoing_caller_ids: [{ phone_number: '+966112345678' }] }) };
  expect(callingChecks(verified, saudi).find(({ id }) => id === 'caller-ids')?.ok).toBe(true);
});

test('without its settings a backend names them, and asks nobody', async () => {
  const answer = await startBackend({ TWILIO_AUTH_TOKEN: '' }).admin('GET', 'doctor');
  expect(await answer.json<DoctorReport>()).toMatchObject({
    ok: false,
    checks: [{ id: 'settings', ok: false, saw: expect.stringContaining('Missing TWILIO_AUTH_TOKEN') }],
    outside: [],
  });
});
