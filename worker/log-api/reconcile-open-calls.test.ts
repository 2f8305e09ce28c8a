import { env } from 'cloudflare:workers';
import { describe, expect, test, vi } from 'vitest';
import { reconcileOpenCalls } from './reconcile-open-calls.ts';
import { callResource, goodSettings, newSid } from '../testing/test-backend.ts';
import { baseUrl, phaseInLog, placeOwnPhoneCall, restError, callInLog, testWorld } from '../testing/test-own-phone.ts';

/** As Twilio writes a time. */
const stamp = (ms: number) => new Date(ms).toUTCString().replace('GMT', '+0000');

describe('reconciling open calls', () => {
  const bindings = { ...env, ...goodSettings, TWILIO_API_BASE_URL: baseUrl };
  const minuteMs = 60_000;

  test('updates an open call from the REST API, and then leaves it alone', async () => {
    const { sid } = await placeOwnPhoneCall();
    const child = newSid();
    const now = Math.ceil(Date.now() / 1000) * 1000;
    const ended = { start_time: stamp(now + 10_000), end_time: stamp(now + 40_000) };
    testWorld.respond = ({ path }) => {
      if (path === `Calls/${sid}.json`) return Response.json(callResource(sid, { status: 'completed', duration: '30', ...ended }));
      if (path === `Calls.json?ParentCallSid=${sid}`)
        return Response.json({ calls: [callResource(child, { status: 'completed', duration: '20', ...ended })] });
      return restError(404, 20404);
    };
    await reconcileOpenCalls(bindings, now + minuteMs);
    expect(await callInLog(sid)).toMatchObject({ phase: 'ended', outcome: 'completed', talkSeconds: 20 });
    testWorld.requests = [];
    await reconcileOpenCalls(bindings, now + minuteMs);
    expect(testWorld.requests.filter(({ path }) => path.includes(sid))).toEqual([]);
  });

  test('corrects the time of an answer whose report was lost, once the end of the call tells it', async () => {
    const { sid } = await placeOwnPhoneCall();
    const child = newSid();
    const now = Math.ceil(Date.now() / 1000) * 1000;
    let ended: Record<string, unknown> = { status: 'in-progress', start_time: stamp(now + 10_000) };
    testWorld.respond = ({ path }) => {
      if (path === `Calls/${sid}.json`) return Response.json(callResource(sid, ended));
      return path.startsWith('Calls.json?') ? Response.json({ calls: [callResource(child, ended)] }) : restError(404, 20404);
    };
    await reconcileOpenCalls(bindings, now + minuteMs);
    // `start_time` is when the dialling began: the best that is known while the call lasts.
    expect(await callInLog(sid)).toMatchObject({ phase: 'connected', answeredAt: new Date(now + 10_000).toISOString() });
    // It rang for 15 seconds and lasted for 20.
    ended = { status: 'completed', start_time: stamp(now + 10_000), end_time: stamp(now + 45_000), duration: '20' };
    await reconcileOpenCalls(bindings, now + 2 * minuteMs);
    expect(await callInLog(sid)).toMatchObject({ phase: 'ended', answeredAt: new Date(now + 25_000).toISOString(), talkSeconds: 20 });
  });

  test('keeps a call open that still rings', async () => {
    const { sid } = await placeOwnPhoneCall();
    testWorld.respond = ({ path }) =>
      path.startsWith('Calls.json?') ? Response.json({ calls: [] }) : Response.json(callResource(path.slice(6, 40), { status: 'ringing' }));
    await reconcileOpenCalls(bindings, Date.now() + minuteMs);
    expect(await phaseInLog(sid)).toBe('own-phone-ringing');
  });

  test('ends a call that Twilio does not know, and one that never got a CallSid', async () => {
    const { sid } = await placeOwnPhoneCall();
    const callId = crypto.randomUUID();
    await env.DB.prepare(
      `INSERT INTO calls (sid, client_call_id, direction, mode, agent, from_number, to_number, started_at) VALUES (?1, ?1, 'outgoing', 'phone', ?2, '', '', ?3)`,
    )
      .bind(callId, testWorld.agent.identity, Date.now())
      .run();
    testWorld.respond = () => restError(404, 20404);
    await reconcileOpenCalls(bindings, Date.now() + 3 * minuteMs);
    for (const id of [sid, callId])
      expect(await callInLog(id)).toMatchObject({ phase: 'ended', outcome: 'failed', problem: { code: 'call-failed' } });
  });

  test('looks at every open call in turn, also when more than one run can take are open', async () => {
    const now = Date.now() + 10 * minuteMs;
    const sids = Array.from({ length: 45 }, newSid);
    const seen = new Set<string>();
    const insert = env.DB.prepare(
      `INSERT INTO calls (sid, direction, mode, agent, from_number, to_number, started_at) VALUES (?, 'outgoing', 'browser', 'sara', '', '', ?)`,
    );
    await env.DB.batch(sids.map((sid, index) => insert.bind(sid, now - 2 * 60 * minuteMs - index)));
    testWorld.respond = ({ path }) =>
      path.startsWith('Calls.json?')
        ? Response.json({ calls: [] })
        : Response.json(callResource(path.slice(6, 40), { status: 'in-progress' }));
    for (let run = 0; run < 4; run++) {
      testWorld.requests = [];
      await reconcileOpenCalls(bindings, now + run * minuteMs);
      const checked = new Set(testWorld.requests.map(({ path }) => /^Calls\/(CA\w+)\.json$/.exec(path)?.[1]).filter(Boolean));
      expect(checked.size).toBeLessThanOrEqual(20);
      for (const sid of checked) seen.add(sid!);
    }
    expect(sids.filter((sid) => !seen.has(sid))).toEqual([]);
    await env.DB.prepare("UPDATE calls SET phase = 'ended' WHERE agent = 'sara'").run();
  });

  test('changes nothing while the REST API is unavailable', async () => {
    const { sid } = await placeOwnPhoneCall();
    testWorld.respond = () => restError(503, 20503);
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await reconcileOpenCalls(bindings, Date.now() + minuteMs);
    expect(testWorld.requests.map(({ path }) => path)).toContain(`Calls/${sid}.json`);
    expect(await phaseInLog(sid)).toBe('queued');
  });
});
