import { describe, expect, test, vi } from 'vitest';
import { callResource, customer, goodSettings, joinAgent, newSid, problemIn, startBackend } from '../testing/test-backend.ts';
import {
  backend,
  baseUrl,
  requestCall,
  phone,
  placeOwnPhoneCall,
  post,
  restError,
  callInLog,
  testWorld,
} from '../testing/test-own-phone.ts';

/** The browser's own attempt at the same call reaches Twilio. */
const inBrowser = (CallId: string, CallSid = newSid()) =>
  backend.twilio('/api/calls/twiml/outbound', { CallSid, CallId, From: `client:${testWorld.agent.identity}`, To: customer });

describe('a click that the browser could not make into a call', () => {
  test('goes through the own phone once the attempt of the browser is ended', async () => {
    const callId = crypto.randomUUID();
    const browserSid = newSid();
    await inBrowser(callId, browserSid);
    const { sid } = await placeOwnPhoneCall({ callId });
    expect(testWorld.requests.map(({ path }) => path)).toEqual([`Calls/${browserSid}.json`, 'Calls.json']);
    expect(await callInLog(callId)).toMatchObject({ id: sid, mode: 'phone' });
    expect(await callInLog(browserSid)).toMatchObject({ mode: 'browser', clientCallId: null });
  });

  test('is not called a second time when they answered the first', async () => {
    const callId = crypto.randomUUID();
    const browserSid = newSid();
    await inBrowser(callId, browserSid);
    await backend.twilio('/api/calls/webhook/status', { CallSid: newSid(), ParentCallSid: browserSid, CallStatus: 'in-progress' });
    expect(await problemIn(await requestCall({ callId }))).toEqual({ status: 409, problem: 'call-already-active' });
    expect(testWorld.requests).toEqual([]);
  });

  test('stays refused when our rules refused it', async () => {
    const callId = crypto.randomUUID();
    await backend.twilio('/api/calls/twiml/outbound', {
      CallSid: newSid(),
      CallId: callId,
      From: `client:${testWorld.agent.identity}`,
      To: '+201000550147',
    });
    expect(await problemIn(await requestCall({ callId }))).toEqual({ status: 403, problem: 'country-not-allowed' });
  });

  test('is not made by the browser any more once the own phone has it', async () => {
    const { callId, sid } = await placeOwnPhoneCall();
    const late = await (await inBrowser(callId)).text();
    expect(late).not.toContain('<Dial');
    expect(await callInLog(callId)).toMatchObject({ id: sid, mode: 'phone' });
  });
});

describe('a refusal before any phone rings', () => {
  test.each([
    { to: phone, problem: 'number-own', code: 422 },
    { to: goodSettings.TWILIO_PHONE_NUMBER, problem: 'number-own', code: 422 },
    { to: '999', problem: 'number-not-callable', code: 422 },
    { to: '*100#', problem: 'number-not-callable', code: 422 },
    { to: '+966 55 501 0142', problem: 'number-unreadable', code: 422 },
    { to: '+19005550142', problem: 'number-premium', code: 403 },
    { to: '+201000550147', problem: 'country-not-allowed', code: 403 },
    { to: '', problem: 'request-refused', code: 400 },
    { to: 42, problem: 'request-refused', code: 400 },
    { to: 'sip:somebody@example.com', problem: 'number-unreadable', code: 422 },
  ])('$to: $problem', async ({ to, problem, code }) => {
    expect(await problemIn(await requestCall({ to }))).toEqual({ status: code, problem });
    expect(testWorld.requests).toEqual([]);
  });

  test('premium numbers are called where the admin allows them', async () => {
    const allowing = startBackend({ TWILIO_API_BASE_URL: baseUrl, ALLOW_PREMIUM_NUMBERS: 'on' });
    expect((await requestCall({ to: '+19005550142' }, testWorld.agent.session, allowing)).status).toBe(201);
  });

  test.each(['', 'to=+966555010142', '[]', '{"to":"+966555010142","extra":1}', '{"to":"+966555010142","callId":"1"}'])(
    'the body %j',
    async (body) => {
      expect(await problemIn(await post('/api/calls', body))).toEqual({ status: 400, problem: 'request-refused' });
      expect(testWorld.requests).toEqual([]);
    },
  );

  test('an agent without a phone', async () => {
    const other = await joinAgent(backend);
    expect(await problemIn(await requestCall({}, other.session))).toEqual({ status: 409, problem: 'agent-has-no-phone' });
  });

  test('no session', async () => {
    expect(await problemIn(await backend.fetch('/api/calls', { method: 'POST', body: '{}' }))).toEqual({
      status: 401,
      problem: 'not-paired',
    });
  });

  test('more calls than allowed, even concurrent ones; a repeated request is refused again', async () => {
    const strict = startBackend({ TWILIO_API_BASE_URL: baseUrl, CALLS_PER_MINUTE: '2' });
    const ids = Array.from({ length: 5 }, () => crypto.randomUUID());
    const answers = await Promise.all(ids.map((callId) => requestCall({ callId }, testWorld.agent.session, strict)));
    expect(answers.filter((answer) => answer.status === 201).length).toBeLessThanOrEqual(2);
    const refusedId = ids[answers.findIndex((answer) => answer.status === 429)]!;
    expect(await problemIn(await requestCall({ callId: refusedId }, testWorld.agent.session, strict))).toEqual({
      status: 429,
      problem: 'too-many-calls',
    });
  });
});

describe('a rejection by Twilio', () => {
  test.each([
    { status: 400, code: 21210, problem: 'caller-id-refused' },
    { status: 400, code: 21211, problem: 'own-phone-unreachable' },
    { status: 400, code: 21212, problem: 'caller-id-refused' },
    { status: 400, code: 21213, problem: 'caller-id-refused' },
    { status: 400, code: 21214, problem: 'own-phone-unreachable' },
    { status: 400, code: 21215, problem: 'country-blocked' },
    { status: 400, code: 21216, problem: 'own-phone-unreachable' },
    { status: 400, code: 21217, problem: 'own-phone-unreachable' },
    { status: 400, code: 21218, problem: 'settings-malformed' },
    { status: 400, code: 21219, problem: 'account-on-trial' },
    { status: 400, code: 21626, problem: 'phone-service-misunderstood' },
    { status: 400, code: 573002, problem: 'account-on-trial' },
    { status: 400, code: 573005, problem: 'account-on-trial' },
    { status: 403, code: 13227, problem: 'country-blocked' },
    { status: 403, code: 10004, problem: 'account-at-call-limit' },
    { status: 429, code: 10004, problem: 'account-at-call-limit' },
    { status: 403, code: 20005, problem: 'account-inactive' },
    { status: 401, code: 20003, problem: 'account-refused' },
    { status: 400, code: 99999, problem: 'twilio-error' },
    { status: 503, code: 20503, problem: 'phone-service-unreachable' },
  ])('$code becomes $problem, in the answer and in the log', async ({ status: http, code, problem }) => {
    testWorld.respond = () => restError(http, code);
    const callId = crypto.randomUUID();
    const answer = await requestCall({ callId });
    const text = await answer.clone().text();
    expect((await problemIn(answer)).problem).toBe(problem);
    expect(testWorld.requests).toHaveLength(1);
    for (const secret of [goodSettings.TWILIO_AUTH_TOKEN, goodSettings.TWILIO_ACCOUNT_SID, baseUrl]) expect(text).not.toContain(secret);
    expect(await callInLog(callId)).toMatchObject({ phase: 'ended', outcome: 'failed', problem: { code: problem } });
    expect((await problemIn(await requestCall({ callId }))).problem).toBe(problem);
    expect(testWorld.requests).toHaveLength(1);
  });

  test('429 is retried after a delay, and the call goes through', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    let refusals = 2;
    testWorld.respond = () => (refusals-- > 0 ? restError(429, 20429) : Response.json(callResource(newSid()), { status: 201 }));
    const answer = requestCall();
    await vi.waitFor(async () => {
      await vi.advanceTimersByTimeAsync(500);
      expect(testWorld.requests).toHaveLength(3);
    });
    vi.useRealTimers();
    expect((await answer).status).toBe(201);
  });

  test('429 is tried three times more, each after a random part of a longer delay (full jitter)', async () => {
    const delays: unknown[] = [];
    vi.spyOn(Math, 'random').mockReturnValue(0.25);
    vi.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, delay: number) => {
      delays.push(delay);
      queueMicrotask(run);
    }) as never);
    testWorld.respond = () => restError(429, 20429);
    expect(await problemIn(await requestCall())).toEqual({ status: 503, problem: 'phone-service-busy' });
    expect(delays).toEqual([125, 250, 500]);
  });

  test('a lost response is not retried: Twilio may have created the call', async () => {
    testWorld.respond = () => Promise.reject(new Error('connect ECONNREFUSED'));
    expect(await problemIn(await requestCall())).toEqual({ status: 502, problem: 'phone-service-unreachable' });
    expect(testWorld.requests).toHaveLength(1);
  });

  test('a malformed address of the local Twilio is never replaced by the real one', async () => {
    const odd = startBackend({ TWILIO_API_BASE_URL: 'https://twilio.example' });
    expect(await problemIn(await requestCall({}, testWorld.agent.session, odd))).toEqual({ status: 503, problem: 'settings-malformed' });
    expect(testWorld.requests).toEqual([]);
  });
});
