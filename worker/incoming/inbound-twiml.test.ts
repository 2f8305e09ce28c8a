import { env } from 'cloudflare:workers';
import { describe, expect, test, vi } from 'vitest';
import { reserveCall } from '../call-log/own-phone-log.ts';
import { customer, fetchLoggedCall, newSid, problemIn, startBackend, twilioPost } from '../testing/test-backend.ts';
import { backend, callIn, connectBrowser, join, joinWithBrowser, ourNumber, rungIn } from '../testing/test-incoming.ts';

describe('a customer calls', () => {
  test('every free agent with a proven browser rings, by a number of ours, for the ring time', async () => {
    const [one, two] = [await joinWithBrowser(), await joinWithBrowser()];
    const before = Date.now();
    const { sid, twiml } = await callIn();
    expect(new Set(rungIn(twiml))).toEqual(new Set([one.identity, two.identity]));
    expect(twiml).toContain(`<Dial answerOnBridge="true" callerId="${ourNumber}" timeout="30" timeLimit="7200"`);
    const until = Number(
      /action="https:\/\/hatif\.example\.com\/api\/calls\/twiml\/rung\?after=browsers&amp;until=(\d+)"/.exec(twiml)?.[1],
    );
    expect(until).toBeGreaterThanOrEqual(before + 45_000);
    expect(until).toBeLessThanOrEqual(Date.now() + 45_000);
    expect(twiml).toContain(`<Parameter name="call" value="${sid}"/>`);
    expect(twiml).toContain(customer);
    expect(await fetchLoggedCall(backend, one.session, sid)).toMatchObject({
      direction: 'incoming',
      phase: 'ringing',
      from: customer,
      to: ourNumber,
      agent: null,
      caller: { number: customer, withheld: false, name: null },
    });
  });

  test.each([
    ['not proven', { proven: false }],
    ['on do-not-disturb', { quiet: true }],
  ])('an agent who is %s is not rung', async (_, presence) => {
    await joinWithBrowser(presence);
    const here = await joinWithBrowser();
    expect(rungIn((await callIn()).twiml)).toEqual([here.identity]);
  });

  test('an agent who is away, or whose browser is closed, is not rung', async () => {
    const [away, gone, here] = [await joinWithBrowser(), await join(), await joinWithBrowser()];
    const socket = await connectBrowser(gone);
    socket.close();
    await vi.waitFor(async () => expect((await env.AGENT_HUBS.getByName(gone.identity).presence()).proven).toBe(false));
    const answer = await backend.fetch('/api/agent/choices', {
      method: 'POST',
      headers: { authorization: `Bearer ${away.session}` },
      body: JSON.stringify({ availability: 'away' }),
    });
    expect(await answer.json()).toMatchObject({ availability: 'away' });
    expect(rungIn((await callIn()).twiml)).toEqual([here.identity]);
  });

  test('a call on the own phone makes an agent busy', async () => {
    const [talks, free] = [await joinWithBrowser(), await joinWithBrowser()];
    const call = { from: ourNumber, to: customer, pageUrl: null, startedAt: Date.now() };
    await reserveCall(env.DB, { ...call, clientCallId: crypto.randomUUID(), agent: talks.identity });
    expect(rungIn((await callIn()).twiml)).toEqual([free.identity]);
    await reserveCall(env.DB, { ...call, clientCallId: crypto.randomUUID(), agent: free.identity });
    expect(new Set(rungIn((await callIn()).twiml))).toEqual(new Set([talks.identity, free.identity]));
  });

  test('a removed agent is not rung, even with a connected browser', async () => {
    const [removed, here] = [await joinWithBrowser(), await joinWithBrowser()];
    await backend.admin('POST', 'revocations', { name: removed.name });
    expect(rungIn((await callIn()).twiml)).toEqual([here.identity]);
  });

  test('the log says that the caller leaves a message, from the greeting to the end', async () => {
    const agent = await joinWithBrowser();
    const { sid } = await callIn();
    const call = async () => (await fetchLoggedCall(backend, agent.session, sid)) as { phase: string; leavesMessage?: boolean };
    expect(await call()).not.toHaveProperty('leavesMessage');
    await backend.twilio(`/api/calls/twiml/rung?after=phones&until=0`, {
      CallSid: sid,
      From: customer,
      To: ourNumber,
      CallStatus: 'in-progress',
      DialCallStatus: 'no-answer',
    });
    expect(await call()).toMatchObject({ phase: 'ringing', leavesMessage: true });
    await backend.twilio('/api/calls/webhook/status', { CallSid: sid, CallStatus: 'completed', SequenceNumber: '3' });
    expect(await call()).toMatchObject({ phase: 'ended' });
    expect(await call()).not.toHaveProperty('leavesMessage');
  });

  test('without an available agent the caller goes to voicemail, in the language of their country', async () => {
    const { twiml } = await callIn();
    expect(twiml).toContain('<Say language="en-US">Sorry');
    expect(twiml).toMatch(/<Record action="[^"]+\/recorded"/);
    const arabic = startBackend({ CALLER_LANGUAGES: 'SA=ar,*=en' });
    const answer = await arabic.twilio('/api/calls/twiml/inbound', { CallSid: newSid(), From: customer, To: ourNumber });
    expect(await answer.text()).toContain('<Say language="ar-AE" voice="Polly.Hala-Neural">');
    const zeina = startBackend({ CALLER_LANGUAGES: 'SA=ar', ARABIC_VOICE: 'Polly.Zeina' });
    const other = await zeina.twilio('/api/calls/twiml/inbound', { CallSid: newSid(), From: customer, To: ourNumber });
    expect(await other.text()).toContain('<Say language="arb" voice="Polly.Zeina">');
  });

  test('a repeated request logs the call once', async () => {
    const agent = await joinWithBrowser();
    const { sid } = await callIn();
    await callIn({ CallSid: sid });
    const { calls } = await (await backend.get('/api/calls', agent.session)).json<{ calls: { id: string }[] }>();
    expect(calls.filter(({ id }) => id === sid)).toHaveLength(1);
  });

  test('a forged webhook is refused, and no call is logged', async () => {
    const agent = await joinWithBrowser();
    const params = { CallSid: newSid(), From: customer, To: ourNumber };
    for (const signature of [null, 'bm90IHRoZSBzaWduYXR1cmU=']) {
      const answer = await backend.fetch('/api/calls/twiml/inbound', twilioPost(params, signature));
      expect(await problemIn(answer)).toEqual({ status: 403, problem: 'request-refused' });
    }
    expect((await backend.get(`/api/calls/${params.CallSid}`, agent.session)).status).toBe(404);
  });

  test.each([
    ['anonymous', { number: null, withheld: true, written: '' }],
    ['+266696687', { number: null, withheld: true }],
    ['', { number: null, withheld: true }],
    ['sip:bob@evil.example', { number: null, withheld: false, written: 'sip:bob@evil.example' }],
    ['<script>alert(1)</script>', { number: null, written: '<script>alert(1)</script>' }],
    ['x'.repeat(10_000), { number: null, written: `${'x'.repeat(59)}…` }],
  ])('From "%.20s" is taken as it is, shown safely and rings', async (From, caller) => {
    const agent = await joinWithBrowser();
    const { sid, status, twiml } = await callIn({ From });
    expect(status).toBe(200);
    expect(rungIn(twiml)).toEqual([agent.identity]);
    expect(twiml).not.toContain('<script>');
    expect((await fetchLoggedCall(backend, agent.session, sid)).caller).toMatchObject(caller);
  });

  test('a name that would turn the text around, or runs over lines, is cleaned', async () => {
    const agent = await joinWithBrowser();
    const { sid } = await callIn({ CallerName: '\u202eEvil\u0000\nName\u200b' + '!'.repeat(10_000) });
    const { caller } = await fetchLoggedCall(backend, agent.session, sid);
    expect(caller?.name).toMatch(/^Evil Name!+…$/);
    expect(caller?.name).toHaveLength(60);
  });
});
