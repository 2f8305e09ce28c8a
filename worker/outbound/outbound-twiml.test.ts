import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { customer, dial, goodSettings, joinAgent, fetchLoggedCall, newSid, startBackend } from '../testing/test-backend.ts';

const backend = startBackend();
const path = '/api/calls/twiml/outbound';

const dialTwiml = (number: string, callerId: string) =>
  '<?xml version="1.0" encoding="UTF-8"?><Response>' +
  `<Dial answerOnBridge="true" callerId="${callerId}" timeout="30" timeLimit="7200" action="https://hatif.example.com/api/calls/twiml/dialled" method="POST">` +
  '<Number statusCallback="https://hatif.example.com/api/calls/webhook/status" statusCallbackMethod="POST"' +
  ` statusCallbackEvent="initiated ringing answered completed">${number}</Number></Dial></Response>`;

describe('a call that is allowed', () => {
  test.each([path, '/api/calls/webhook/outbound'])('is dialled by %s', async (route) => {
    const { identity } = await joinAgent(backend);
    const answer = await backend.twilio(route, { CallSid: newSid(), From: `client:${identity}`, To: customer });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(await answer.text()).toBe(dialTwiml(customer, goodSettings.TWILIO_PHONE_NUMBER));
  });

  test('shows the caller ID chosen for the country', async () => {
    const chosen = startBackend({ TWILIO_CALLER_IDS: 'SA=+966112345678,*=+14155550111' });
    const { identity } = await joinAgent(chosen);
    expect((await dial(chosen, identity)).twiml).toBe(dialTwiml(customer, '+966112345678'));
    expect((await dial(chosen, identity, { To: '+12125550123' })).twiml).toBe(dialTwiml('+12125550123', '+14155550111'));
  });

  test('is in the log, with neither page nor name of parameters that came through Twilio', async () => {
    const { identity, name, session } = await joinAgent(backend);
    const CallId = crypto.randomUUID();
    const unknown = { PageUrl: 'https://crm.example/', Name: 'Noura', Unknown: 'passed over' };
    const { sid } = await dial(backend, identity, { CallId, Language: 'ar', ...unknown });
    expect(await fetchLoggedCall(backend, session, sid)).toEqual({
      id: sid,
      clientCallId: CallId,
      direction: 'outgoing',
      mode: 'browser',
      agent: identity,
      from: goodSettings.TWILIO_PHONE_NUMBER,
      to: customer,
      phase: 'dialling',
      outcome: null,
      problem: null,
      startedAt: expect.stringMatching(/Z$/),
      ringingAt: null,
      answeredAt: null,
      endedAt: null,
      talkSeconds: 0,
      pageUrl: null,
      reports: 0,
      name: null,
      caller: null,
      answeredBy: null,
      agentName: name,
      voicemail: null,
      transfer: null,
    });
  });

  test('gets the same TwiML and one log entry for a repeated request', async () => {
    const { identity, session } = await joinAgent(backend);
    const first = await dial(backend, identity);
    expect(await dial(backend, identity, { CallSid: first.sid })).toEqual(first);
    const { calls } = await (await backend.get('/api/calls', session)).json<{ calls: unknown[] }>();
    expect(calls).toHaveLength(1);
  });
});

describe('the test call of the SDK, which names nobody', () => {
  test.each([
    ['en', 'This is the test call'],
    ['ar', 'هذه مكالمة الاختبار'],
  ])('is spoken to in %s, ends by itself, and is not in the log', async (Language, prompt) => {
    const { identity, session } = await joinAgent(backend);
    const answer = await backend.twilio(path, { CallSid: newSid(), To: '', From: `client:${identity}`, Language });
    const twiml = await answer.text();
    expect(twiml).toContain(prompt);
    expect(twiml).toMatch(/<Hangup\/><\/Response>$/);
    expect(twiml).not.toContain('<Dial');
    expect(await (await backend.get('/api/calls', session)).json()).toMatchObject({ calls: [] });
  });

  test('is for agents: a stranger is refused', async () => {
    const answer = await backend.twilio(path, { CallSid: newSid(), To: '', From: 'client:stranger' });
    expect(await answer.text()).not.toContain('test call');
  });
});

describe('a call that is refused', () => {
  const agentPhone = '+966555010100';

  test.each([
    ['number-unreadable', ''],
    ['number-unreadable', '0555010142'],
    ['number-unreadable', 'sip:someone@example.com'],
    ['number-unreadable', 'client:sara'],
    ['number-unreadable', '+9660555010142'],
    ['number-unreadable', '+966 55 501 0142'],
    ['number-too-short', '+96655501'],
    ['number-too-long', '+9665550101423456'],
    ['number-not-callable', '+911'],
    ['number-not-callable', '*100#'],
    ['number-premium', '+19005550123'],
    ['number-own', goodSettings.TWILIO_PHONE_NUMBER],
    ['number-own', agentPhone],
    ['country-not-allowed', '+201000550147'],
    ['country-not-allowed', '+80012345678'],
  ])('%s: %s', async (code, To) => {
    const { identity, session } = await joinAgent(backend, agentPhone);
    const { sid, twiml, status } = await dial(backend, identity, { To, CallId: crypto.randomUUID() });
    expect(status).toBe(200);
    expect(twiml).not.toContain('<Dial');
    expect(twiml).toMatch(/<Response><Say language="en-US">[^<]+<\/Say><Hangup\/><\/Response>$/);
    expect(await fetchLoggedCall(backend, session, sid)).toMatchObject({
      phase: 'ended',
      outcome: 'refused',
      problem: { code },
      answeredAt: null,
      talkSeconds: 0,
    });
  });

  test('is prompted in the language of the agent', async () => {
    const { identity } = await joinAgent(backend);
    const arabic = await dial(backend, identity, { To: '+201000550147', Language: 'ar' });
    expect(arabic.twiml).toContain('<Say language="ar-AE" voice="Polly.Hala-Neural">الاتصال بهذه الدولة غير مسموح: مصر.');
    const english = await dial(backend, identity, { To: '+201000550147', Language: 'en' });
    expect(english.twiml).toContain('<Say language="en-US">Calls to Egypt are turned off.');
  });

  test('names the country and the number of allowed countries', async () => {
    const { identity, session } = await joinAgent(backend);
    const { sid } = await dial(backend, identity, { To: '+201000550147' });
    expect(await fetchLoggedCall(backend, session, sid)).toMatchObject({
      problem: { code: 'country-not-allowed', details: { country: 'EG', allowed: '2' } },
    });
  });

  test('stays refused on a repeated request', async () => {
    const { identity } = await joinAgent(backend);
    const first = await dial(backend, identity, { To: '+201000550147' });
    const again = await dial(startBackend({ ALLOWED_COUNTRIES: 'EG' }), identity, { To: '+201000550147', CallSid: first.sid });
    expect(again).toEqual(first);
  });

  test('keeps only dialable characters of the requested number in the log', async () => {
    const { identity, session } = await joinAgent(backend);
    const { sid } = await dial(backend, identity, { To: '<b>\u202e+12</b>'.padEnd(200, '3') });
    expect(await fetchLoggedCall(backend, session, sid)).toMatchObject({ to: '+12'.padEnd(30, '3') });
  });

  test('when the agent is unknown or was removed', async () => {
    const { identity, name, session } = await joinAgent(backend);
    const { sid } = await dial(backend, identity);
    await backend.admin('POST', 'revocations', { name });
    for (const who of [identity, 'nobody_at_all']) {
      const { twiml } = await dial(backend, who);
      expect(twiml).not.toContain('<Dial');
      expect(twiml).toContain('no longer connected');
    }
    expect((await backend.get(`/api/calls/${sid}`, session)).status).toBe(401);
  });

  test.each([
    [{ TWILIO_PHONE_NUMBER: '' }, 'settings-missing', 'TWILIO_PHONE_NUMBER'],
    [{ ALLOWED_COUNTRIES: 'Egypt' }, 'settings-malformed', 'ALLOWED_COUNTRIES'],
    [{ CALLS_PER_DAY: 'many' }, 'settings-malformed', 'CALLS_PER_DAY'],
    [{ MAX_CALL_MINUTES: '241' }, 'settings-malformed', 'MAX_CALL_MINUTES'],
    [{ MAX_LIVE_CALLS_PER_AGENT: '0' }, 'settings-malformed', 'MAX_LIVE_CALLS_PER_AGENT'],
    [{ ALLOW_UNKNOWN_NUMBERS: 'yes' }, 'settings-malformed', 'ALLOW_UNKNOWN_NUMBERS'],
    [{ TWILIO_CALLER_IDS: '+966112345678' }, 'settings-malformed', 'TWILIO_CALLER_IDS'],
    [{ TWILIO_SAUDI_CALLER_ID: '0112345678' }, 'settings-malformed', 'TWILIO_SAUDI_CALLER_ID'],
  ])('while a setting that guards it cannot be used: %o', async (settings, code, names) => {
    const faulty = startBackend(settings);
    const { identity, session } = await joinAgent(faulty);
    const { sid, twiml } = await dial(faulty, identity);
    expect(twiml).not.toContain('<Dial');
    expect(await fetchLoggedCall(faulty, session, sid)).toMatchObject({ outcome: 'refused', problem: { code, details: { names } } });
  });
});

const age = (identity: string, ms: number) =>
  env.DB.prepare('UPDATE calls SET started_at = started_at - ? WHERE agent = ?').bind(ms, identity).run();

describe('the pace of one agent', () => {
  const strict = startBackend({ CALLS_PER_MINUTE: '3', CALLS_PER_DAY: '5', MAX_LIVE_CALLS_PER_AGENT: '100' });
  const tryTimes = async (identity: string, times: number) => {
    const answers = await Promise.all(Array.from({ length: times }, () => dial(strict, identity)));
    return answers.filter(({ twiml }) => twiml.includes('<Dial')).length;
  };

  test('is limited by the minute, also for attempts at the same time, and not by other agents', async () => {
    const { identity, session } = await joinAgent(strict);
    const other = await joinAgent(strict);
    expect(await tryTimes(identity, 3)).toBe(3);
    const { sid, twiml } = await dial(strict, identity);
    expect(twiml).toContain('You have reached the limit of 3 calls');
    expect(await fetchLoggedCall(strict, session, sid)).toMatchObject({
      problem: { code: 'too-many-calls', details: { limit: '3', minutes: '1' } },
    });
    expect(await tryTimes(other.identity, 8)).toBeLessThanOrEqual(3);
    await age(identity, 61_000);
    expect(await tryTimes(identity, 1)).toBe(1);
  });

  test('does not slow down further for attempts that were refused for it', async () => {
    const { identity } = await joinAgent(strict);
    expect(await tryTimes(identity, 3)).toBe(3);
    await age(identity, 30_000);
    expect(await tryTimes(identity, 5)).toBe(0);
    await age(identity, 31_000);
    expect(await tryTimes(identity, 1)).toBe(1);
  });

  test('is limited by the day', async () => {
    const { identity, session } = await joinAgent(strict);
    for (const expected of [3, 2, 0]) {
      expect(await tryTimes(identity, expected || 1)).toBe(expected);
      await age(identity, 61_000);
    }
    const { sid } = await dial(strict, identity);
    expect(await fetchLoggedCall(strict, session, sid)).toMatchObject({ problem: { details: { limit: '5', minutes: '1440' } } });
    await age(identity, 24 * 60 * 60 * 1000);
    expect(await tryTimes(identity, 1)).toBe(1);
  });
});
