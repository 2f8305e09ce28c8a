/** The limits of one agent: calls at a time, and minutes in a day, also for attempts at the same moment. */
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { reconcileOpenCalls } from '../log-api/reconcile-open-calls.ts';
import { callResource, dial, fetchLoggedCall, goodSettings, joinAgent, newSid, problemIn, startBackend } from '../testing/test-backend.ts';
import { baseUrl, postAsTwilio, requestCall, restError, testWorld } from '../testing/test-own-phone.ts';

const settings = { TWILIO_API_BASE_URL: baseUrl };
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const backend = startBackend(settings);

const isDialled = ({ twiml }: { twiml: string }) => twiml.includes('<Dial');
const timeLimitIn = (twiml: string) => Number(/ timeLimit="(\d+)"/.exec(twiml)?.[1]);
const me = () => testWorld.agent;
const reasonOf = async (sid: string, session = me().session) => (await fetchLoggedCall(backend, session, sid)).problem;

/** A status callback of the leg that `<Dial>` called. */
const customerLeg = (parent: string, CallStatus: string, more: Record<string, string> = {}) =>
  backend.twilio('/api/calls/webhook/status', {
    CallSid: `CA${parent.slice(2).replace(/^0/, 'f')}`,
    ParentCallSid: parent,
    CallStatus,
    SequenceNumber: CallStatus === 'in-progress' ? '2' : '3',
    Timestamp: new Date().toUTCString(),
    ...more,
  });

describe('calls at a time', () => {
  test('are two, of which each may last two hours; the end of one makes room', async () => {
    const { identity, session } = me();
    const first = await dial(backend, identity);
    expect(timeLimitIn(first.twiml)).toBe(7200);
    expect(isDialled(await dial(backend, identity))).toBe(true);
    const third = await dial(backend, identity);
    expect(third.twiml).toContain('You may have 2 calls at a time');
    expect(await reasonOf(third.sid)).toEqual({ code: 'too-many-live-calls', details: { limit: '2' } });
    expect((await dial(backend, identity, { Language: 'ar' })).twiml).toContain('في وقت واحد هو 2');
    expect(isDialled(await dial(backend, (await joinAgent(backend)).identity))).toBe(true);
    await customerLeg(first.sid, 'busy');
    expect(await fetchLoggedCall(backend, session, first.sid)).toMatchObject({ phase: 'ended' });
    expect(isDialled(await dial(backend, identity))).toBe(true);
  });

  test('of ten at the same moment two pass, whichever way they come', async () => {
    const { identity, session } = me();
    const inBrowser = Array.from({ length: 5 }, async () => isDialled(await dial(backend, identity)));
    const onOwnPhone = Array.from({ length: 5 }, async () => (await requestCall({}, session, backend)).status === 201);
    const passed = (await Promise.all([...inBrowser, ...onOwnPhone])).filter(Boolean);
    expect(passed).toHaveLength(2);
  });

  test('through the own phone are refused as well, and again when they are repeated', async () => {
    for (const _ of [1, 2]) await dial(backend, me().identity);
    const callId = crypto.randomUUID();
    for (const _ of [1, 2]) {
      const answer = await requestCall({ callId }, me().session, backend);
      expect(await problemIn(answer)).toEqual({ status: 429, problem: 'too-many-live-calls' });
    }
    expect(testWorld.requests).toEqual([]);
  });

  test('a browser’s attempt that the own phone takes over does not count beside it', async () => {
    const single = startBackend({ ...settings, MAX_LIVE_CALLS_PER_AGENT: '1' });
    const CallId = crypto.randomUUID();
    expect(isDialled(await dial(single, me().identity, { CallId }))).toBe(true);
    expect((await requestCall({ callId: CallId }, me().session, single)).status).toBe(201);
  });

  test('a call whose end was lost blocks the agent until the next sweep, however many other calls are open', async () => {
    const { identity } = me();
    const lost = [await dial(backend, identity), await dial(backend, identity)];
    const now = Date.now();
    await env.DB.prepare('UPDATE calls SET started_at = started_at - 40000 WHERE agent = ?').bind(identity).run();
    const insert = env.DB.prepare(
      `INSERT INTO calls (sid, direction, mode, agent, from_number, to_number, started_at) VALUES (?, 'outgoing', 'browser', 'others', '', '', ?)`,
    );
    await env.DB.batch(Array.from({ length: 60 }, () => insert.bind(newSid(), now - 60 * minuteMs)));
    expect(isDialled(await dial(backend, identity))).toBe(false);
    const gone = new Set(lost.map(({ sid }) => `Calls/${sid}.json`));
    testWorld.respond = ({ path }) => {
      if (path.startsWith('Calls.json?')) return Response.json({ calls: [] });
      return gone.has(path) ? restError(404, 20404) : Response.json(callResource(path.slice(6, 40), { status: 'in-progress' }));
    };
    await reconcileOpenCalls({ ...env, ...goodSettings, ...settings }, now + minuteMs);
    expect(isDialled(await dial(backend, identity))).toBe(true);
  });

  test('a call that cannot be live any more blocks nobody, even without a sweep', async () => {
    const { identity } = me();
    for (const _ of [1, 2]) await dial(backend, identity);
    await env.DB.prepare('UPDATE calls SET started_at = started_at - ? WHERE agent = ?')
      .bind(136 * minuteMs, identity)
      .run();
    expect(isDialled(await dial(backend, identity))).toBe(true);
  });
});

describe('minutes in a day', () => {
  const limited = startBackend({ ...settings, MAX_MINUTES_PER_DAY: '10', MAX_TEAM_MINUTES_PER_DAY: '15' });

  beforeEach(async () => {
    // Noon: the day does not end during a test.
    const noon = Math.floor(Date.now() / dayMs) * dayMs + 12 * 60 * minuteMs;
    vi.useFakeTimers({ toFake: ['Date'], now: noon });
    await env.DB.prepare('DELETE FROM talk_time').run();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  async function startTalk(identity = me().identity): Promise<string> {
    const { sid, twiml } = await dial(limited, identity);
    expect(twiml).toContain('<Dial');
    await customerLeg(sid, 'in-progress');
    return sid;
  }

  async function talk(minutes: number, identity?: string): Promise<string> {
    const sid = await startTalk(identity);
    vi.setSystemTime(Date.now() + minutes * minuteMs);
    await customerLeg(sid, 'completed', { CallDuration: String(minutes * 60) });
    return sid;
  }

  test('near their end a call gets the rest of them; then calls are refused until the next day', async () => {
    await talk(8);
    const last = await dial(limited, me().identity);
    expect(timeLimitIn(last.twiml)).toBe(120);
    await customerLeg(last.sid, 'busy');
    await talk(2);
    const refused = await dial(limited, me().identity);
    expect(refused.twiml).toContain('You have talked 10 minutes today');
    expect(await reasonOf(refused.sid)).toEqual({ code: 'agent-minutes-used-up', details: { limit: '10', minutes: '710' } });
    expect((await dial(limited, me().identity, { Language: 'ar' })).twiml).toContain('لمكالماتك بالدقائق وهو 10');
    const answer = await requestCall({}, me().session, limited);
    expect(await problemIn(answer)).toEqual({ status: 429, problem: 'agent-minutes-used-up' });
    vi.setSystemTime(Date.now() + 12 * 60 * minuteMs);
    expect(timeLimitIn((await dial(limited, me().identity)).twiml)).toBe(600);
  });

  test('a live call counts up to now, on whichever device it is', async () => {
    await startTalk();
    vi.setSystemTime(Date.now() + 6 * minuteMs);
    const answer = await requestCall({ callId: crypto.randomUUID() }, me().session, limited);
    const { id } = await answer.json<{ id: string }>();
    const url = testWorld.requests[0]!.form.get('Url')!;
    const asks = await (await postAsTwilio(url, { CallSid: id, CallStatus: 'in-progress' }, limited)).text();
    const pressedUrl = /action="([^"]+)"/.exec(asks)![1]!.replaceAll('&amp;', '&');
    vi.setSystemTime(Date.now() + minuteMs);
    const dials = await (await postAsTwilio(pressedUrl, { CallSid: id, Digits: '1' }, limited)).text();
    expect(timeLimitIn(dials)).toBe(180);
  });

  test('of all agents together are limited too', async () => {
    const [one, two] = [await joinAgent(limited), await joinAgent(limited)];
    await talk(9, one.identity);
    expect(timeLimitIn((await dial(limited, two.identity)).twiml)).toBe(360);
    await talk(6, two.identity);
    const { sid, twiml } = await dial(limited, me().identity);
    expect(twiml).toContain('Your team has talked 15 minutes today');
    expect(await reasonOf(sid)).toEqual({ code: 'team-minutes-used-up', details: { limit: '15', minutes: expect.any(String) } });
  });

  test('repeated, late and simultaneous reports of a call count once', async () => {
    const sid = await startTalk();
    vi.setSystemTime(Date.now() + 5 * minuteMs);
    const ends = [1, 2, 3].map(() => customerLeg(sid, 'completed', { CallDuration: '300' }));
    const action = backend.twilio('/api/calls/twiml/dialled', {
      CallSid: sid,
      CallStatus: 'in-progress',
      DialCallStatus: 'completed',
      DialCallDuration: '300',
      DialBridged: 'true',
    });
    await Promise.all([...ends, action]);
    const ofAgent = await backend.twilio('/api/calls/webhook/status', {
      CallSid: sid,
      CallStatus: 'completed',
      CallDuration: '310',
      SequenceNumber: '5',
    });
    expect(ofAgent.status).toBe(204);
    const { results } = await env.DB.prepare('SELECT agent, seconds, live, answered_sum AS answeredSum FROM talk_time').all();
    expect(results).toHaveLength(2);
    for (const row of results) expect(row).toMatchObject({ seconds: 300, live: 0, answeredSum: 0 });
  });

  test('shorten no call below a minute, and lengthen none beyond the longest call', async () => {
    const short = startBackend({ ...settings, MAX_CALL_MINUTES: '30', MAX_MINUTES_PER_DAY: '1' });
    expect(timeLimitIn((await dial(short, me().identity)).twiml)).toBe(60);
    const long = startBackend({ ...settings, MAX_CALL_MINUTES: '30', MAX_MINUTES_PER_DAY: '600' });
    expect(timeLimitIn((await dial(long, me().identity)).twiml)).toBe(1800);
  });
});
