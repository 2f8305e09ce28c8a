/** The brake, stops by an admin, and countries that nobody called before. */
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { customer, dial, fetchLoggedCall, joinAgent, problemIn, startBackend } from '../testing/test-backend.ts';
import { baseUrl, post, postAsTwilio, requestCall, testWorld } from '../testing/test-own-phone.ts';

const many = { CALLS_PER_MINUTE: '1000', CALLS_PER_DAY: '1000', MAX_LIVE_CALLS_PER_AGENT: '100', TWILIO_API_BASE_URL: baseUrl };
const backend = startBackend(many);
const me = () => testWorld.agent;
const isDialled = ({ twiml }: { twiml: string }) => twiml.includes('<Dial');
const reasonOf = async (sid: string, session = me().session) => (await fetchLoggedCall(backend, session, sid)).problem;
const stops = async () => (await (await backend.admin('GET', 'limits')).json<{ stops: unknown[] }>()).stops;

const countries = async () => (await (await backend.admin('GET', 'limits')).json<{ countries: unknown[] }>()).countries;

const fails = (parent: string, CallStatus = 'busy', more: Record<string, string> = {}) =>
  backend.twilio('/api/calls/webhook/status', {
    CallSid: `CA${parent.slice(2).replace(/^0/, 'f')}`,
    ParentCallSid: parent,
    CallStatus,
    SequenceNumber: '3',
    ...more,
  });

beforeEach(async () => {
  await env.DB.batch(['call_pace', 'outgoing_stops', 'asked_countries'].map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

describe('the brake', () => {
  test('stops an agent after too many calls, on every route, until an admin allows them', async () => {
    const braked = startBackend({ ...many, BRAKE_CALLS_PER_AGENT: '3' });
    for (const _ of [1, 2, 3]) expect(isDialled(await dial(braked, me().identity))).toBe(true);
    const refused = await dial(braked, me().identity);
    expect(refused.twiml).toContain('Your outgoing calls are stopped');
    expect(await reasonOf(refused.sid)).toEqual({ code: 'agent-stopped' });
    expect((await dial(braked, me().identity, { Language: 'ar' })).twiml).toContain('أُوقفت مكالماتك الصادرة');
    expect(await problemIn(await requestCall({}, me().session, braked))).toEqual({ status: 403, problem: 'agent-stopped' });
    const code = await post('/api/agent/phone-codes', JSON.stringify({ phone: '+966500000188' }), me().session, braked);
    expect(await problemIn(code)).toEqual({ status: 403, problem: 'agent-stopped' });
    expect(await stops()).toEqual([{ name: me().name, reason: 'brake', stoppedAt: expect.any(String) }]);
    expect(isDialled(await dial(braked, (await joinAgent(braked)).identity))).toBe(true);
    expect((await backend.admin('POST', 'stops', { name: me().name, stopped: false })).status).toBe(200);
    expect(isDialled(await dial(braked, me().identity))).toBe(true);
    expect(await stops()).toEqual([]);
  });

  test('counts unanswered and short calls, each once, and no long ones', async () => {
    const braked = startBackend({ ...many, BRAKE_SHORT_CALLS_PER_AGENT: '2' });
    for (const seconds of [10, 300]) {
      const Timestamp = new Date(Date.now() + (seconds + 1) * 1000).toUTCString();
      await fails((await dial(braked, me().identity)).sid, 'completed', { CallDuration: String(seconds), Timestamp });
    }
    const first = await dial(braked, me().identity);
    for (const _ of [1, 2, 3]) await fails(first.sid);
    await fails((await dial(braked, me().identity)).sid, 'completed', {
      CallDuration: '9',
      Timestamp: new Date(Date.now() + 9000).toUTCString(),
    });
    expect(isDialled(await dial(braked, me().identity))).toBe(true);
    await fails((await dial(braked, me().identity)).sid, 'failed');
    const refused = await dial(braked, me().identity);
    expect(await reasonOf(refused.sid)).toEqual({ code: 'agent-stopped' });
  });

  test('stops everybody after too many calls of all', async () => {
    const braked = startBackend({ ...many, BRAKE_CALLS: '3' });
    const other = await joinAgent(braked);
    for (const { identity } of [me(), other, me()]) expect(isDialled(await dial(braked, identity))).toBe(true);
    const refused = await dial(braked, other.identity);
    expect(await reasonOf(refused.sid, other.session)).toEqual({ code: 'calls-stopped' });
    expect(await problemIn(await requestCall({}, me().session, braked))).toEqual({ status: 403, problem: 'calls-stopped' });
    expect(await stops()).toEqual([{ name: null, reason: 'brake', stoppedAt: expect.any(String) }]);
    await backend.admin('POST', 'stops', { stopped: false });
    expect(isDialled(await dial(braked, other.identity))).toBe(true);
  });

  test('forgets calls after ten minutes', async () => {
    const braked = startBackend({ ...many, BRAKE_CALLS_PER_AGENT: '1' });
    expect(isDialled(await dial(braked, me().identity))).toBe(true);
    await env.DB.prepare('UPDATE call_pace SET period = period - 2').run();
    expect(isDialled(await dial(braked, me().identity))).toBe(true);
  });

  test('at 0 never stops', async () => {
    const off = startBackend({ ...many, BRAKE_CALLS: '0', BRAKE_SHORT_CALLS: '0', BRAKE_CALLS_PER_AGENT: '0' });
    await env.DB.prepare("INSERT INTO call_pace VALUES ('', unixepoch() / 300, 90000, 90000)").run();
    expect(isDialled(await dial(off, me().identity))).toBe(true);
  });
});

describe('a stop by an admin', () => {
  test('keeps the customer from being dialled when the own phone rings already', async () => {
    const answer = await requestCall({ callId: crypto.randomUUID() }, me().session, backend);
    const { id } = await answer.json<{ id: string }>();
    await backend.admin('POST', 'stops', { stopped: true });
    const url = testWorld.requests[0]!.form.get('Url')!;
    const asks = await (await postAsTwilio(url, { CallSid: id, CallStatus: 'in-progress' }, backend)).text();
    const pressedUrl = /action="([^"]+)"/.exec(asks)![1]!.replaceAll('&amp;', '&');
    const pressed = await (await postAsTwilio(pressedUrl, { CallSid: id, Digits: '1' }, backend)).text();
    expect(pressed).toContain('All outgoing calls are stopped');
    expect(pressed).not.toContain('<Dial');
  });

  test('has incoming calls ring no own phones', async () => {
    await backend.fetch('/api/agent/choices', {
      method: 'POST',
      body: JSON.stringify({ availability: 'available', ringOwnPhone: true }),
      headers: { authorization: `Bearer ${me().session}` },
    });
    const callIn = async () =>
      (
        await backend.twilio('/api/calls/twiml/inbound', {
          CallSid: `CA${crypto.randomUUID().replaceAll('-', '')}`,
          From: customer,
          To: '+14155550100',
        })
      ).text();
    await vi.waitFor(async () => expect(await callIn()).toContain('<Number'));
    await backend.admin('POST', 'stops', { stopped: true });
    expect(await callIn()).not.toContain('<Number');
  });

  test.each([{}, { stopped: 'yes' }, { name: '', stopped: true }, { stopped: true, everybody: true }])(
    'is refused for %j',
    async (body) => {
      expect(await problemIn(await backend.admin('POST', 'stops', body))).toEqual({ status: 400, problem: 'request-refused' });
      expect(await stops()).toEqual([]);
    },
  );

  test('of an unknown agent is refused with 404', async () => {
    expect((await backend.admin('POST', 'stops', { name: 'Nobody', stopped: true })).status).toBe(404);
  });
});

describe('the first call to a country', () => {
  const asking = startBackend({ ...many, ASK_FOR_NEW_COUNTRIES: 'on' });

  test('waits for an admin, on every route, and is asked for once', async () => {
    const refused = await dial(asking, me().identity);
    expect(refused.twiml).toContain('the first call to Saudi Arabia');
    expect(await reasonOf(refused.sid)).toEqual({ code: 'country-not-approved', details: { country: 'SA' } });
    expect((await dial(asking, me().identity, { Language: 'ar' })).twiml).toContain('أول مكالمة إلى هذه الدولة');
    expect(await problemIn(await requestCall({}, me().session, asking))).toEqual({ status: 403, problem: 'country-not-approved' });
    expect(await countries()).toEqual([{ country: 'SA', askedBy: me().name, allowed: false }]);
    await backend.admin('POST', 'countries', { country: 'SA', allowed: true });
    expect(isDialled(await dial(asking, me().identity))).toBe(true);
    await backend.admin('POST', 'countries', { country: 'SA', allowed: false });
    expect(isDialled(await dial(asking, me().identity))).toBe(false);
  });

  test('of the own numbers needs nobody, and none does while the setting is off', async () => {
    expect(isDialled(await dial(asking, me().identity, { To: '+12125550123' }))).toBe(true);
    expect(isDialled(await dial(backend, me().identity))).toBe(true);
    expect(await countries()).toEqual([]);
  });

  test.each([{}, { country: 'XX', allowed: true }, { country: 'sa', allowed: true }, { country: 'SA' }])(
    'is not allowed by %j',
    async (body) => {
      expect(await problemIn(await backend.admin('POST', 'countries', body))).toEqual({ status: 400, problem: 'request-refused' });
    },
  );
});
