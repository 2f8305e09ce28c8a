/** Which kinds of numbers are dialled, on every route that dials one. */
import { describe, expect, test } from 'vitest';
import { dial, fetchLoggedCall, joinAgent, problemIn, startBackend } from '../testing/test-backend.ts';
import { baseUrl, post, requestCall, testWorld } from '../testing/test-own-phone.ts';

const settings = { TWILIO_API_BASE_URL: baseUrl, ALLOWED_COUNTRIES: 'SA,US,GB,DE,AE' };
const backend = startBackend(settings);
const withUnknown = startBackend({ ...settings, ALLOW_UNKNOWN_NUMBERS: 'on' });
const withPremium = startBackend({ ...settings, ALLOW_PREMIUM_NUMBERS: 'on' });

const allowed = [
  ['landline', '+442079460018'],
  ['mobile', '+966555010142'],
  ['landline or mobile', '+14155550132'],
  ['toll-free', '+448001111111'],
  ['VoIP', '+445612345678'],
  ['company number', '+445512345678'],
  ['shared cost', '+966920001234'],
] as const;

const refused = [
  ['premium', '+19005550142', 'number-premium'],
  ['British personal', '+447012345678', 'number-premium'],
  ['British pager', '+447662123456', 'number-premium'],
  ['American personal', '+15005550006', 'number-premium'],
  ['American personal', '+15215551234', 'number-premium'],
  ['no known range', '+966211234567', 'number-unknown'],
  ['no known range', '+97150123456', 'number-unknown'],
  ['no known range of several countries', '+15550100142', 'number-unknown'],
] as const;

const requestCode = (phone: string, on = backend) => post('/api/agent/phone-codes', JSON.stringify({ phone }), testWorld.agent.session, on);

describe.each(allowed)('a number of the kind %s, %s', (_, To) => {
  test('is called by TwiML, through the own phone, and for a code', async () => {
    expect((await dial(backend, testWorld.agent.identity, { To })).twiml).toContain('<Dial');
    expect((await requestCall({ to: To }, testWorld.agent.session, backend)).status).toBe(201);
    expect((await requestCode(To)).status).toBe(201);
  });
});

describe.each(refused)('a number of the kind %s, %s', (_, To, problem) => {
  const { identity, session } = { identity: () => testWorld.agent.identity, session: () => testWorld.agent.session };

  test(`is refused by TwiML as ${problem}, in both languages`, async () => {
    const { sid, twiml } = await dial(backend, identity(), { To });
    expect(twiml).toMatch(/<Response><Say [^>]*>[^<]*turned off\.<\/Say><Hangup\/><\/Response>$/);
    expect(await fetchLoggedCall(backend, session(), sid)).toMatchObject({ outcome: 'refused', problem: { code: problem } });
    expect((await dial(backend, identity(), { To, Language: 'ar' })).twiml).toContain('غير مسموح');
  });

  test(`is refused as ${problem} by the own phone, and for a code`, async () => {
    expect(await problemIn(await requestCall({ to: To }, session(), backend))).toEqual({ status: 403, problem });
    expect(await problemIn(await requestCode(To))).toEqual({ status: 403, problem });
    expect(testWorld.requests).toEqual([]);
  });

  test('is not called as the own phone that the admin gave', async () => {
    const agent = await joinAgent(backend, To);
    const answer = await requestCall({}, agent.session, backend);
    expect(await answer.json()).toMatchObject({ problem: 'own-phone-not-allowed', details: { number: To } });
    expect(answer.status).toBe(403);
    expect(testWorld.requests).toEqual([]);
  });
});

test('a number of no known range is called where the admin allows it, in a country that is allowed', async () => {
  const { identity } = testWorld.agent;
  expect((await dial(withUnknown, identity, { To: '+966211234567' })).twiml).toContain('<Dial');
  expect((await dial(withUnknown, identity, { To: '+20111' })).twiml).not.toContain('<Dial');
  // Several countries share the code 1: the number could be in any of them.
  expect((await dial(withUnknown, identity, { To: '+15550100142' })).twiml).toContain('this destination');
  expect((await dial(withUnknown, identity, { To: '+447012345678' })).twiml).toContain('personal');
  const { session } = testWorld.agent;
  const agentOn = async (on: typeof backend) => (await on.get('/api/agent', session)).json();
  expect(await agentOn(withUnknown)).toMatchObject({ unknownNumbers: true });
  expect(await agentOn(backend)).not.toHaveProperty('unknownNumbers');
});

test('personal numbers are called where the admin allows premium ones', async () => {
  expect((await dial(withPremium, testWorld.agent.identity, { To: '+447012345678' })).twiml).toContain('<Dial');
  expect((await dial(withPremium, testWorld.agent.identity, { To: '+966211234567' })).twiml).not.toContain('<Dial');
});

test('an own phone in a country that is allowed no more is not called', async () => {
  const agent = await joinAgent(backend, '+442079460018');
  expect((await requestCall({}, agent.session, backend)).status).toBe(201);
  const closed = startBackend({ ...settings, ALLOWED_COUNTRIES: 'SA' });
  expect(await problemIn(await requestCall({}, agent.session, closed))).toEqual({ status: 403, problem: 'own-phone-not-allowed' });
  expect(testWorld.requests).toHaveLength(1);
});
