import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LoggedCall } from '../shared/api.ts';
import { sweep } from './sweep.ts';
import { customer, goodSettings, joinAgent, logged, newSid, problemIn, sign, startBackend, twilioPost } from './test-backend.ts';

const baseUrl = 'http://127.0.0.1:4900';
const backend = startBackend({ TWILIO_API_BASE_URL: baseUrl });
const phone = '+966500000177';

/** Twilio's REST API: what it was asked, and what it answers. */
type Asked = { method: string; path: string; form: URLSearchParams; authorization: string | null };
let asked: Asked[] = [];
let answerRest: (request: Asked) => Response | Promise<Response>;
const callResource = (sid: string, more: Record<string, unknown> = {}) => ({
  sid,
  status: 'queued',
  start_time: null,
  end_time: null,
  duration: null,
  ...more,
});
const restError = (status: number, code: number) => Response.json({ code, message: 'in words', status }, { status });

beforeEach(() => {
  asked = [];
  answerRest = () => Response.json(callResource(newSid()), { status: 201 });
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const url = new URL(String(input));
    expect(url.origin).toBe(baseUrl);
    const request: Asked = {
      method: init?.method ?? 'GET',
      path: url.pathname.replace(`/2010-04-01/Accounts/${goodSettings.TWILIO_ACCOUNT_SID}/`, '') + url.search,
      form: new URLSearchParams(init?.body as URLSearchParams | undefined),
      authorization: new Headers(init?.headers).get('authorization'),
    };
    asked.push(request);
    return answerRest(request);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

let agent: Awaited<ReturnType<typeof joinAgent>>;
beforeEach(async () => {
  agent = await joinAgent(backend, phone);
});

const post = (path: string, body: string, session = agent.session, on = backend) =>
  on.fetch(path, { method: 'POST', body, headers: { authorization: `Bearer ${session}` } });
const call = (body: Record<string, unknown> = {}, session = agent.session, on = backend) =>
  post('/api/calls', JSON.stringify({ to: customer, ...body }), session, on);
const placed = async (body: Record<string, unknown> = {}, on = backend) => {
  const callId = crypto.randomUUID();
  const answer = await call({ callId, ...body }, agent.session, on);
  expect(answer.status).toBe(201);
  return { sid: (await answer.json<{ id: string }>()).id, callId };
};
/** Posts to an address that Twilio was given, signed as Twilio does. */
const twilio = (url: string, params: Record<string, string>, on = backend) => {
  const path = url.replace(goodSettings.PUBLIC_URL, '');
  return on.fetch(path, twilioPost(params, sign(goodSettings.TWILIO_AUTH_TOKEN, goodSettings.PUBLIC_URL + path, params)));
};
const status = (CallSid: string, CallStatus: string, SequenceNumber: number, more: Record<string, string> = {}) =>
  twilio(asked[0]!.form.get('StatusCallback')!, { CallSid, CallStatus, SequenceNumber: String(SequenceNumber), ...more });
const row = (sid: string) => logged(backend, agent.session, sid);
const phase = async (sid: string) => (await row(sid)).phase;
const hangUp = (id: string, session = agent.session) => post(`/api/calls/${id}/hangup`, '', session);

describe('a call through the own phone', () => {
  test('asks Twilio to ring the agent, with the caller ID for their country, and is in the log at once', async () => {
    const chosen = startBackend({ TWILIO_API_BASE_URL: baseUrl, TWILIO_CALLER_IDS: 'SA=+966112345678,*=+14155550100' });
    const { sid, callId } = await placed({ to: '+14155550132', pageUrl: 'https://me:word@crm.example/c/1#x', language: 'ar' }, chosen);
    expect(asked).toHaveLength(1);
    const { method, path, form, authorization } = asked[0]!;
    expect([method, path]).toEqual(['POST', 'Calls.json']);
    expect(authorization).toBe(`Basic ${btoa(`${goodSettings.TWILIO_ACCOUNT_SID}:${goodSettings.TWILIO_AUTH_TOKEN}`)}`);
    expect(form.get('To')).toBe(phone);
    expect(form.get('From')).toBe('+966112345678');
    expect(form.getAll('StatusCallbackEvent')).toEqual(['initiated', 'ringing', 'answered', 'completed']);
    expect(await row(sid)).toMatchObject({
      id: sid,
      clientCallId: callId,
      mode: 'phone',
      direction: 'outgoing',
      to: '+14155550132',
      from: '+14155550100',
      pageUrl: 'https://crm.example/c/1',
      phase: 'queued',
    });
  });

  test('goes from the queue to the own phone, to the key, to the customer, and ends', async () => {
    const { sid } = await placed({ ext: '12' });
    expect(await phase(sid)).toBe('queued');
    await status(sid, 'initiated', 0);
    await status(sid, 'ringing', 1);
    expect(await phase(sid)).toBe('own-phone-ringing');
    const asks = await (await twilio(asked[0]!.form.get('Url')!, { CallSid: sid, CallStatus: 'in-progress' })).text();
    expect(await phase(sid)).toBe('own-phone-answered');
    expect(asks.match(/<Gather [^>]*numDigits="1"/g)).toHaveLength(2);
    expect(asks).toMatch(/<\/Gather><Hangup\/><\/Response>$/);
    const pressedUrl = /action="([^"]+)"/.exec(asks)![1]!.replaceAll('&amp;', '&');
    const dials = await (await twilio(pressedUrl, { CallSid: sid, Digits: '1' })).text();
    // Nothing is said or played to the customer: no url on the Number.
    expect(dials).toContain(`<Dial answerOnBridge="true" callerId="${goodSettings.TWILIO_PHONE_NUMBER}" timeout="30"`);
    expect(dials).toMatch(
      /<Number statusCallback="[^"]+" statusCallbackMethod="POST" statusCallbackEvent="[^"]+" sendDigits="ww12">\+966555010142<\/Number>/,
    );
    expect(await phase(sid)).toBe('ringing');
    const child = newSid();
    const childIs = (CallStatus: string, SequenceNumber: number, more = {}) =>
      backend.twilio('/api/calls/webhook/status', {
        CallSid: child,
        ParentCallSid: sid,
        CallStatus,
        SequenceNumber: String(SequenceNumber),
        ...more,
      });
    await childIs('in-progress', 2);
    expect(await phase(sid)).toBe('connected');
    await childIs('completed', 3, { CallDuration: '4' });
    await status(sid, 'completed', 3, { CallDuration: '9' });
    expect(await row(sid)).toMatchObject({ phase: 'ended', outcome: 'completed', mode: 'phone', problem: null });
  });

  test('speaks Arabic to who uses Hatif in Arabic', async () => {
    const { sid } = await placed({ language: 'ar' });
    expect(await (await twilio(asked[0]!.form.get('Url')!, { CallSid: sid })).text()).toContain('اضغط واحد');
  });

  test('calls at once where pressing 1 is turned off', async () => {
    const settings = { TWILIO_API_BASE_URL: baseUrl, MY_PHONE_PRESS_1: 'off' };
    const { sid } = await placed();
    const twiml = await (await twilio(asked[0]!.form.get('Url')!, { CallSid: sid }, startBackend(settings))).text();
    expect(twiml).toContain(customer);
    expect(twiml).not.toContain('Gather');
  });

  test('another key than 1 ends it without calling anybody', async () => {
    const { sid } = await placed();
    const pressedUrl = asked[0]!.form.get('Url')!.replace('own-phone?', 'own-phone-pressed?');
    expect(await (await twilio(pressedUrl, { CallSid: sid, Digits: '2' })).text()).toMatch(/<Response><Hangup\/><\/Response>$/);
  });

  test('asked for twice with one id is one call', async () => {
    const callId = crypto.randomUUID();
    const answers = await Promise.all([call({ callId }), call({ callId }), call({ callId })]);
    expect(asked.filter(({ path }) => path === 'Calls.json')).toHaveLength(1);
    expect(answers.map(({ status: code }) => code).toSorted()).toEqual([200, 200, 201]);
    const { calls } = await (await backend.get('/api/calls', agent.session)).json<{ calls: LoggedCall[] }>();
    expect(calls).toHaveLength(1);
  });

  test("with somebody else's id is refused", async () => {
    const { callId } = await placed();
    const other = await joinAgent(backend, '+966500000178');
    expect(await problemIn(await call({ callId }, other.session))).toEqual({ status: 404, problem: 'call-unknown' });
  });

  test('whose webhook is faster than the answer of REST is one row', async () => {
    const sid = newSid();
    answerRest = async () => {
      await status(sid, 'ringing', 1);
      return Response.json(callResource(sid), { status: 201 });
    };
    await placed();
    expect(await phase(sid)).toBe('own-phone-ringing');
  });
});

describe('a click that the browser could not make into a call', () => {
  const inBrowser = (CallId: string, CallSid = newSid()) =>
    backend.twilio('/api/calls/twiml/outbound', { CallSid, CallId, From: `client:${agent.identity}`, To: customer });

  test('goes through the own phone once the attempt of the browser is ended', async () => {
    const callId = crypto.randomUUID();
    const browserSid = newSid();
    await inBrowser(callId, browserSid);
    const { sid } = await placed({ callId });
    expect(asked.map(({ path }) => path)).toEqual([`Calls/${browserSid}.json`, 'Calls.json']);
    expect(await row(callId)).toMatchObject({ id: sid, mode: 'phone' });
    expect(await row(browserSid)).toMatchObject({ mode: 'browser', clientCallId: null });
  });

  test('is not called a second time when they answered the first', async () => {
    const callId = crypto.randomUUID();
    const browserSid = newSid();
    await inBrowser(callId, browserSid);
    await backend.twilio('/api/calls/webhook/status', { CallSid: newSid(), ParentCallSid: browserSid, CallStatus: 'in-progress' });
    expect(await problemIn(await call({ callId }))).toEqual({ status: 409, problem: 'call-already-active' });
    expect(asked).toEqual([]);
  });

  test('stays refused when our rules refused it', async () => {
    const callId = crypto.randomUUID();
    await backend.twilio('/api/calls/twiml/outbound', {
      CallSid: newSid(),
      CallId: callId,
      From: `client:${agent.identity}`,
      To: '+201000550147',
    });
    expect(await problemIn(await call({ callId }))).toEqual({ status: 403, problem: 'country-not-allowed' });
  });

  test('is not made by the browser any more once the own phone has it', async () => {
    const { callId, sid } = await placed();
    const late = await (await inBrowser(callId)).text();
    expect(late).not.toContain('<Dial');
    expect(await row(callId)).toMatchObject({ id: sid, mode: 'phone' });
  });
});

describe('the own phone', () => {
  test.each([
    { title: 'is not answered', end: 'no-answer', problem: 'own-phone-unanswered' },
    { title: 'is busy', end: 'busy', problem: 'own-phone-busy' },
    { title: 'is no phone', end: 'failed', problem: 'own-phone-unreachable' },
    { title: 'is answered by a voicemail', end: 'completed', problem: 'own-phone-not-confirmed' },
  ])('$title: the log says so', async ({ end, problem }) => {
    const { sid } = await placed();
    if (end === 'completed') await status(sid, 'in-progress', 2);
    await status(sid, end, 3);
    expect(await row(sid)).toMatchObject({ phase: 'ended', outcome: 'failed', problem: { code: problem } });
  });
});

describe('hanging up', () => {
  test.each(['queued', 'ringing', 'in-progress'])('while the own phone is %s cancels the call', async (stage) => {
    const { sid, callId } = await placed();
    if (stage !== 'queued') await status(sid, stage, 1);
    answerRest = () => Response.json(callResource(sid));
    expect((await hangUp(callId)).status).toBe(200);
    expect(asked.at(-1)).toMatchObject({ method: 'POST', path: `Calls/${sid}.json` });
    expect(asked.at(-1)!.form.get('Status')).toBe('completed');
    await status(sid, stage === 'in-progress' ? 'completed' : 'canceled', 4);
    expect(await row(sid)).toMatchObject({ phase: 'ended', outcome: 'cancelled', problem: null });
    expect((await hangUp(sid)).status).toBe(200);
    expect(asked).toHaveLength(2);
  });

  test('while Twilio is still being asked ends the call as soon as it is made', async () => {
    const callId = crypto.randomUUID();
    const sid = newSid();
    answerRest = async ({ path }) => {
      if (path === 'Calls.json') await hangUp(callId);
      return Response.json(callResource(sid), { status: 201 });
    };
    await call({ callId });
    expect(asked.map(({ path }) => path)).toEqual(['Calls.json', `Calls/${sid}.json`]);
  });

  test("somebody else's call is not found", async () => {
    const { sid } = await placed();
    const other = await joinAgent(backend, '+966500000178');
    expect(await problemIn(await hangUp(sid, other.session))).toEqual({ status: 404, problem: 'call-unknown' });
    expect(asked).toHaveLength(1);
  });
});

describe('what is refused before anything rings', () => {
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
    expect(await problemIn(await call({ to }))).toEqual({ status: code, problem });
    expect(asked).toEqual([]);
  });

  test('premium numbers are called where the admin allows them', async () => {
    const allowing = startBackend({ TWILIO_API_BASE_URL: baseUrl, ALLOW_PREMIUM_NUMBERS: 'on' });
    expect((await call({ to: '+19005550142' }, agent.session, allowing)).status).toBe(201);
  });

  test.each(['', 'to=+966555010142', '[]', '{"to":"+966555010142","extra":1}', '{"to":"+966555010142","callId":"1"}'])(
    'the body %j',
    async (body) => {
      expect(await problemIn(await post('/api/calls', body))).toEqual({ status: 400, problem: 'request-refused' });
      expect(asked).toEqual([]);
    },
  );

  test('an agent without a phone', async () => {
    const other = await joinAgent(backend);
    expect(await problemIn(await call({}, other.session))).toEqual({ status: 409, problem: 'agent-has-no-phone' });
  });

  test('no session', async () => {
    expect(await problemIn(await backend.fetch('/api/calls', { method: 'POST', body: '{}' }))).toEqual({
      status: 401,
      problem: 'not-paired',
    });
  });

  test('more calls than allowed, also when they come at once; refused again when asked again', async () => {
    const strict = startBackend({ TWILIO_API_BASE_URL: baseUrl, CALLS_PER_MINUTE: '2' });
    const ids = Array.from({ length: 5 }, () => crypto.randomUUID());
    const answers = await Promise.all(ids.map((callId) => call({ callId }, agent.session, strict)));
    expect(answers.filter((answer) => answer.status === 201).length).toBeLessThanOrEqual(2);
    const refusedId = ids[answers.findIndex((answer) => answer.status === 429)]!;
    expect(await problemIn(await call({ callId: refusedId }, agent.session, strict))).toEqual({ status: 429, problem: 'too-many-calls' });
  });
});

describe('what Twilio refuses', () => {
  test.each([
    { status: 400, code: 21210, problem: 'caller-id-refused' },
    { status: 400, code: 21211, problem: 'own-phone-unreachable' },
    { status: 400, code: 21215, problem: 'country-not-allowed' },
    { status: 400, code: 21216, problem: 'account-refused' },
    { status: 403, code: 13227, problem: 'country-not-allowed' },
    { status: 403, code: 10004, problem: 'phone-service-busy' },
    { status: 401, code: 20003, problem: 'account-refused' },
    { status: 400, code: 99999, problem: 'call-failed' },
    { status: 503, code: 20503, problem: 'phone-service-unreachable' },
  ])('$code becomes $problem, in the answer and in the log', async ({ status: http, code, problem }) => {
    answerRest = () => restError(http, code);
    const callId = crypto.randomUUID();
    const answer = await call({ callId });
    const text = await answer.clone().text();
    expect((await problemIn(answer)).problem).toBe(problem);
    expect(asked).toHaveLength(1);
    for (const secret of [goodSettings.TWILIO_AUTH_TOKEN, goodSettings.TWILIO_ACCOUNT_SID, baseUrl]) expect(text).not.toContain(secret);
    expect(await row(callId)).toMatchObject({ phase: 'ended', problem: { code: problem } });
  });

  test('429 is asked again after a while, and the call goes through', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    let refusals = 2;
    answerRest = () => (refusals-- > 0 ? restError(429, 20429) : Response.json(callResource(newSid()), { status: 201 }));
    const answer = call();
    await vi.waitFor(async () => {
      await vi.advanceTimersByTimeAsync(500);
      expect(asked).toHaveLength(3);
    });
    vi.useRealTimers();
    expect((await answer).status).toBe(201);
  });

  test('no answer at all is not asked again: the call might be made twice', async () => {
    answerRest = () => Promise.reject(new Error('connect ECONNREFUSED'));
    expect(await problemIn(await call())).toEqual({ status: 502, problem: 'phone-service-unreachable' });
    expect(asked).toHaveLength(1);
  });

  test('a malformed address of the local Twilio is never replaced by the real one', async () => {
    const odd = startBackend({ TWILIO_API_BASE_URL: 'https://twilio.example' });
    expect(await problemIn(await call({}, agent.session, odd))).toEqual({ status: 503, problem: 'settings-malformed' });
    expect(asked).toEqual([]);
  });
});

describe('the sweep', () => {
  const bindings = { ...env, ...goodSettings, TWILIO_API_BASE_URL: baseUrl };
  const minuteMs = 60_000;

  test('asks Twilio about a call that stayed open, and the log is right', async () => {
    const { sid } = await placed();
    const child = newSid();
    const stamp = (ms: number) => new Date(ms).toUTCString().replace('GMT', '+0000');
    const now = Math.ceil(Date.now() / 1000) * 1000;
    const ended = { start_time: stamp(now + 10_000), end_time: stamp(now + 40_000) };
    answerRest = ({ path }) => {
      if (path === `Calls/${sid}.json`) return Response.json(callResource(sid, { status: 'completed', duration: '30', ...ended }));
      if (path === `Calls.json?ParentCallSid=${sid}`)
        return Response.json({ calls: [callResource(child, { status: 'completed', duration: '20', ...ended })] });
      return restError(404, 20404);
    };
    await sweep(bindings, now + minuteMs);
    expect(await row(sid)).toMatchObject({ phase: 'ended', outcome: 'completed', talkSeconds: 20 });
    asked = [];
    await sweep(bindings, now + minuteMs);
    expect(asked.filter(({ path }) => path.includes(sid))).toEqual([]);
  });

  test('a call that still rings goes on', async () => {
    const { sid } = await placed();
    answerRest = ({ path }) =>
      path.startsWith('Calls.json?') ? Response.json({ calls: [] }) : Response.json(callResource(path.slice(6, 40), { status: 'ringing' }));
    await sweep(bindings, Date.now() + minuteMs);
    expect(await phase(sid)).toBe('own-phone-ringing');
  });

  test('a call that Twilio does not know, or that got no CallSid, is over', async () => {
    const { sid } = await placed();
    const callId = crypto.randomUUID();
    await env.DB.prepare(
      `INSERT INTO calls (sid, client_call_id, direction, mode, agent, from_number, to_number, started_at) VALUES (?1, ?1, 'outgoing', 'phone', ?2, '', '', ?3)`,
    )
      .bind(callId, agent.identity, Date.now())
      .run();
    answerRest = () => restError(404, 20404);
    await sweep(bindings, Date.now() + 3 * minuteMs);
    for (const id of [sid, callId]) expect(await row(id)).toMatchObject({ phase: 'ended', problem: { code: 'call-failed' } });
  });

  test('a Twilio that cannot be asked changes nothing', async () => {
    const { sid } = await placed();
    answerRest = () => restError(503, 20503);
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await sweep(bindings, Date.now() + minuteMs);
    expect(await phase(sid)).toBe('queued');
  });
});

test('webhooks of the own phone that are unsigned or made up are refused', async () => {
  const { sid, callId } = await placed();
  const path = `/api/calls/twiml/own-phone-pressed?call=${callId}&language=en`;
  expect((await backend.fetch(path, twilioPost({ CallSid: sid, Digits: '1' }, null))).status).toBe(403);
  expect((await twilio('/api/calls/twiml/own-phone?call=1&language=en', { CallSid: sid })).status).toBe(400);
  expect((await twilio(`/api/calls/webhook/status?call=x`, { CallSid: sid, CallStatus: 'ringing' })).status).toBe(400);
  expect(await phase(sid)).toBe('queued');
});
