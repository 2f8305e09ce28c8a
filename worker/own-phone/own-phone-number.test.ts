import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Agent } from '../../shared/api.ts';
import { goodSettings, joinAgent, problemIn, startBackend } from '../testing/test-backend.ts';
import { backend, baseUrl, requestCall, phone, post, restError, testWorld } from '../testing/test-own-phone.ts';

const mobile = '+966500000188';
const minuteMs = 60_000;

const ask = (body: Record<string, unknown> = {}, session = testWorld.agent.session, on = backend) =>
  post('/api/agent/phone-codes', JSON.stringify({ phone: mobile, ...body }), session, on);
const type = (code: string, session = testWorld.agent.session) => post('/api/agent/phone', JSON.stringify({ code }), session);
const remove = () =>
  backend.fetch('/api/agent/phone', { method: 'DELETE', headers: { authorization: `Bearer ${testWorld.agent.session}` } });
const phoneOf = async (session = testWorld.agent.session) => (await (await backend.get('/api/agent', session)).json<Agent>()).phone;
/** The code that the last call says. */
const said = () => /(\d(, \d){5})\./.exec(testWorld.requests.at(-1)!.form.get('Twiml')!)![1]!.replaceAll(', ', '');
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

async function heard(): Promise<string> {
  expect((await ask()).status).toBe(201);
  return said();
}

afterEach(() => {
  vi.useRealTimers();
});

/** The clock alone: the database goes on as it is. */
function later(ms: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
}

describe('a code is said', () => {
  test('to the requested phone, twice and digit by digit, and is not in the response', async () => {
    const answer = await ask();
    expect(answer.status).toBe(201);
    const { path, form } = testWorld.requests[0]!;
    expect({ path, to: form.get('To'), from: form.get('From') }).toEqual({
      path: 'Calls.json',
      to: mobile,
      from: goodSettings.TWILIO_PHONE_NUMBER,
    });
    const sentences = [...form.get('Twiml')!.matchAll(/<Say language="en-US">This is Hatif. Your code is: (\d(?:, \d){5})\.<\/Say>/g)];
    expect(sentences).toHaveLength(2);
    expect(sentences[0]![1]).toBe(sentences[1]![1]);
    expect(Object.keys(await answer.json<object>())).toEqual(['expiresAt']);
  });

  test('in Arabic', async () => {
    await ask({ language: 'ar' });
    expect(testWorld.requests[0]!.form.get('Twiml')).toMatch(
      /<Say language="ar-AE" voice="Polly.Hala-Neural">هنا هاتف. رمزك هو: \d(، \d){5}\.<\/Say>/,
    );
  });

  test('and is kept as a hash alone', async () => {
    const code = await heard();
    const { results } = await env.DB.prepare('SELECT * FROM phone_codes').all();
    expect(JSON.stringify(results.map(({ code_hash, phone: to }) => [code_hash, to]))).not.toContain(code);
    expect(results.at(-1)).toMatchObject({ code_hash: expect.stringMatching(/^[0-9a-f]{64}$/), phone: mobile });
  });
});

describe('the code is typed', () => {
  test('and the phone is the agent’s own: calls ring it', async () => {
    const answer = await type(await heard());
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ phone: mobile });
    expect(await phoneOf()).toBe(mobile);
    await requestCall();
    expect(testWorld.requests.at(-1)!.form.get('To')).toBe(mobile);
  });

  test('wrong, and the phone stays as it was; right after that, and it is kept', async () => {
    const code = await heard();
    const refused = await type(other(code));
    expect(await refused.clone().json()).toMatchObject({ problem: 'phone-code-wrong', details: { tries: '4' } });
    expect(refused.status).toBe(403);
    expect(await phoneOf()).toBe(phone);
    expect((await type(code)).status).toBe(200);
  });

  test('wrong five times: the right one is of no use any more, also when all come at once', async () => {
    const code = await heard();
    const answers = await Promise.all(Array.from({ length: 5 }, () => type(other(code))));
    const problems = await Promise.all(answers.map(async (answer) => (await problemIn(answer)).problem));
    expect(problems.filter((problem) => problem === 'phone-code-wrong')).toHaveLength(4);
    expect(problems.filter((problem) => problem === 'phone-code-spent')).toHaveLength(1);
    expect(await problemIn(await type(code))).toEqual({ status: 403, problem: 'phone-code-spent' });
    expect(await phoneOf()).toBe(phone);
  });

  test('after ten minutes: expired', async () => {
    const code = await heard();
    later(10 * minuteMs);
    expect(await problemIn(await type(code))).toEqual({ status: 410, problem: 'phone-code-expired' });
    expect(await phoneOf()).toBe(phone);
  });

  test('a second time, without one, and after a newer one: expired or wrong', async () => {
    expect(await problemIn(await type('123456'))).toEqual({ status: 410, problem: 'phone-code-expired' });
    const first = await heard();
    const second = await heard();
    if (first !== second) expect((await problemIn(await type(first))).problem).toBe('phone-code-wrong');
    expect((await type(second)).status).toBe(200);
    expect((await problemIn(await type(second))).problem).toBe('phone-code-expired');
  });

  test('by another agent: not theirs', async () => {
    const stranger = await joinAgent(backend);
    const code = await heard();
    expect((await problemIn(await type(code, stranger.session))).problem).toBe('phone-code-expired');
    await ask({}, stranger.session);
    if (said() !== code) expect((await problemIn(await type(code, stranger.session))).problem).toBe('phone-code-wrong');
    expect(await phoneOf(stranger.session)).toBeNull();
  });

  test.each(['12345', '1234567', '12345a', '', '١٢٣٤٥٦'])('as %j: not a code', async (code) => {
    expect(await problemIn(await type(code))).toEqual({ status: 400, problem: 'request-refused' });
  });
});

describe('no phone rings', () => {
  test.each([
    { to: '0500000188', problem: 'number-unreadable', status: 422 },
    { to: '+966 50 000 0188', problem: 'number-unreadable', status: 422 },
    { to: 'sip:me@example.com', problem: 'number-unreadable', status: 422 },
    { to: '911', problem: 'number-not-callable', status: 422 },
    { to: goodSettings.TWILIO_PHONE_NUMBER, problem: 'number-own', status: 422 },
    { to: '+19005550142', problem: 'number-premium', status: 403 },
    { to: '+201000550147', problem: 'country-not-allowed', status: 403 },
    { to: '', problem: 'request-refused', status: 400 },
    { to: 5, problem: 'request-refused', status: 400 },
  ])('$to: $problem', async ({ to, problem, status }) => {
    expect(await problemIn(await ask({ phone: to }))).toEqual({ status, problem });
    expect(testWorld.requests).toEqual([]);
  });

  test('for the fourth code in ten minutes, nor the eleventh in a day; later it does', async () => {
    await Promise.all(Array.from({ length: 5 }, () => ask()));
    expect(testWorld.requests).toHaveLength(3);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(9 * 60);
    for (const minutes of [11, 11, 11]) {
      later(minutes * minuteMs);
      await Promise.all(Array.from({ length: 3 }, () => ask()));
    }
    expect(testWorld.requests).toHaveLength(10);
    later(24 * 60 * minuteMs);
    expect((await ask()).status).toBe(201);
  });

  test('without a session', async () => {
    expect((await backend.fetch('/api/agent/phone-codes', { method: 'POST', body: '{}' })).status).toBe(401);
    expect((await backend.fetch('/api/agent/phone', { method: 'POST', body: '{}' })).status).toBe(401);
    expect((await backend.fetch('/api/agent/phone', { method: 'DELETE' })).status).toBe(401);
  });

  test('where phones cannot be called', async () => {
    const closed = startBackend({ TWILIO_API_BASE_URL: baseUrl, TWILIO_AUTH_TOKEN: '' });
    expect(await problemIn(await ask({}, testWorld.agent.session, closed))).toEqual({ status: 503, problem: 'settings-missing' });
  });
});

test('a rejection by Twilio becomes a Problem about the own phone, and voids the code', async () => {
  testWorld.respond = () => restError(400, 21_211);
  expect(await problemIn(await ask())).toEqual({ status: 502, problem: 'own-phone-unreachable' });
  expect((await problemIn(await type(said()))).problem).toBe('phone-code-expired');
});

test('a phone that is removed is no longer called', async () => {
  const answer = await remove();
  expect(await answer.json()).toMatchObject({ phone: null });
  expect(await phoneOf()).toBeNull();
  expect((await problemIn(await requestCall())).problem).toBe('agent-has-no-phone');
});
