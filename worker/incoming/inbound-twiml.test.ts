import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { isMissed } from '../../shared/missed-call.ts';
import type { BrowserPresence } from '../../shared/push.ts';
import { reserveCall } from '../call-log/own-phone-log.ts';
import {
  customer,
  extensionOrigin,
  goodSettings,
  joinAgent,
  fetchLoggedCall,
  newSid,
  problemIn,
  startBackend,
  twilioPost,
} from '../testing/test-backend.ts';

const backend = startBackend();
const line = goodSettings.TWILIO_PHONE_NUMBER;
const open: WebSocket[] = [];
type Joined = Awaited<ReturnType<typeof joinAgent>>;
const joined: Joined[] = [];

afterEach(async () => {
  for (const socket of open.splice(0)) socket.close();
  // Who was removed is rung no more, so that every test has its own team.
  for (const { name } of joined.splice(0)) await backend.admin('POST', 'revocations', { name });
});

async function join(phone?: string): Promise<Joined> {
  const agent = await joinAgent(backend, phone);
  joined.push(agent);
  return agent;
}

/** A browser of the agent says how it stands. */
async function sitDown({ session, identity }: Joined, presence: Partial<BrowserPresence> = {}): Promise<WebSocket> {
  const said = { proven: true, busy: false, quiet: false, ...presence };
  const answer = await backend.fetch('/api/push', {
    headers: { upgrade: 'websocket', origin: extensionOrigin, 'sec-websocket-protocol': `hatif, ${session}` },
  });
  const socket = answer.webSocket!;
  socket.accept();
  open.push(socket);
  socket.send(JSON.stringify(said));
  const stands = { proven: said.proven && !said.quiet, busy: said.busy };
  await vi.waitFor(async () => expect(await env.AGENT_HUBS.getByName(identity).presence()).toMatchObject(stands));
  return socket;
}

/** An agent whose browser is proven. */
async function atWork(presence: Partial<BrowserPresence> = {}): Promise<Joined> {
  const agent = await join();
  await sitDown(agent, presence);
  return agent;
}

async function callIn(params: Record<string, string> = {}): Promise<{ sid: string; status: number; twiml: string }> {
  const sid = params['CallSid'] ?? newSid();
  const answer = await backend.twilio('/api/calls/twiml/inbound', { CallSid: sid, From: customer, To: line, ...params });
  return { sid, status: answer.status, twiml: await answer.text() };
}

const rung = (twiml: string) => [...twiml.matchAll(/<Identity>(.*?)<\/Identity>/g)].map(([, identity]) => identity);

const afterRinging = async (sid: string, params: Record<string, string>, after = 'browsers') => {
  const path = `/api/calls/twiml/rung?after=${after}`;
  return (
    await backend.twilio(path, { CallSid: sid, From: customer, To: line, CallStatus: 'ringing', DialCallStatus: 'no-answer', ...params })
  ).text();
};

const leg = (parent: string, CallSid: string, to: string, CallStatus: string, SequenceNumber: number) =>
  backend.twilio('/api/calls/webhook/status', {
    CallSid,
    ParentCallSid: parent,
    To: to,
    CallStatus,
    SequenceNumber: String(SequenceNumber),
  });

describe('a customer calls', () => {
  test('every free agent whose line is proven rings, by a number of ours, for the ring time', async () => {
    const [one, two] = [await atWork(), await atWork()];
    const { sid, twiml } = await callIn();
    expect(new Set(rung(twiml))).toEqual(new Set([one.identity, two.identity]));
    expect(twiml).toContain(`<Dial answerOnBridge="true" callerId="${line}" timeout="30"`);
    expect(twiml).toContain('action="https://hatif.example.com/api/calls/twiml/rung?after=browsers"');
    expect(twiml).toContain(`<Parameter name="call" value="${sid}"/>`);
    expect(twiml).toContain(customer);
    expect(await fetchLoggedCall(backend, one.session, sid)).toMatchObject({
      direction: 'incoming',
      phase: 'ringing',
      from: customer,
      to: line,
      agent: null,
      caller: { number: customer, withheld: false, name: null },
    });
  });

  test.each([
    ['not proven', { proven: false }],
    ['not to be disturbed', { quiet: true }],
  ])('an agent who is %s is left alone', async (_, presence) => {
    await atWork(presence);
    const here = await atWork();
    expect(rung((await callIn()).twiml)).toEqual([here.identity]);
  });

  test('an agent who is away, or whose browser is closed, is left alone', async () => {
    const [away, gone, here] = [await atWork(), await join(), await atWork()];
    const socket = await sitDown(gone);
    socket.close();
    await vi.waitFor(async () => expect((await env.AGENT_HUBS.getByName(gone.identity).presence()).proven).toBe(false));
    const answer = await backend.fetch('/api/agent/choices', {
      method: 'POST',
      headers: { authorization: `Bearer ${away.session}` },
      body: JSON.stringify({ availability: 'away' }),
    });
    expect(await answer.json()).toMatchObject({ availability: 'away' });
    expect(rung((await callIn()).twiml)).toEqual([here.identity]);
  });

  test('who gives no name is known by the one they were last called by, clean; the network’s own comes first', async () => {
    const here = await atWork();
    const called = (name: string, startedAt: number) => ({
      from: line,
      to: customer,
      pageUrl: null,
      agent: here.identity,
      name,
      startedAt,
    });
    await backend.twilio('/api/calls/twiml/outbound', {
      CallSid: newSid(),
      From: `client:${here.identity}`,
      To: customer,
      Name: ' Noura\u202e \n Al-Harbi ',
    });
    const nameIn = async (params?: Record<string, string>) =>
      (await fetchLoggedCall(backend, here.session, (await callIn(params)).sid)).caller?.name;
    expect(await nameIn()).toBe('Noura Al-Harbi');
    expect(await nameIn({ CallerName: 'N. Al-Harbi' })).toBe('N. Al-Harbi');
    expect(await nameIn({ From: '+966555010149' })).toBeNull();
    await reserveCall(env.DB, { ...called('Noura Saleh', Date.now() + 1000), clientCallId: crypto.randomUUID() });
    expect(await nameIn()).toBe('Noura Saleh');
  });

  test('an agent who talks on their own phone is on a call', async () => {
    const [talks, free] = [await atWork(), await atWork()];
    const call = { from: line, to: customer, pageUrl: null, startedAt: Date.now() };
    await reserveCall(env.DB, { ...call, clientCallId: crypto.randomUUID(), agent: talks.identity });
    expect(rung((await callIn()).twiml)).toEqual([free.identity]);
    await reserveCall(env.DB, { ...call, clientCallId: crypto.randomUUID(), agent: free.identity });
    expect(new Set(rung((await callIn()).twiml))).toEqual(new Set([talks.identity, free.identity]));
  });

  test('an identity that was removed is rung no more, whatever its browser still says', async () => {
    const [removed, here] = [await atWork(), await atWork()];
    await backend.admin('POST', 'revocations', { name: removed.name });
    expect(rung((await callIn()).twiml)).toEqual([here.identity]);
  });

  test('nobody is there: the caller may leave a message, in the language chosen for their country', async () => {
    const { twiml } = await callIn();
    expect(twiml).toContain('<Say language="en-US">Sorry');
    expect(twiml).toMatch(/<Record action="[^"]+\/recorded"/);
    const arabic = startBackend({ CALLER_LANGUAGES: 'SA=ar,*=en' });
    const answer = await arabic.twilio('/api/calls/twiml/inbound', { CallSid: newSid(), From: customer, To: line });
    expect(await answer.text()).toContain('<Say language="arb"');
  });

  test('asked twice about the same call, nothing is logged twice', async () => {
    const agent = await atWork();
    const { sid } = await callIn();
    await callIn({ CallSid: sid });
    const { calls } = await (await backend.get('/api/calls', agent.session)).json<{ calls: { id: string }[] }>();
    expect(calls.filter(({ id }) => id === sid)).toHaveLength(1);
  });

  test('a forged webhook is refused, and no call is logged', async () => {
    const agent = await atWork();
    const params = { CallSid: newSid(), From: customer, To: line };
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
    const agent = await atWork();
    const { sid, status, twiml } = await callIn({ From });
    expect(status).toBe(200);
    expect(rung(twiml)).toEqual([agent.identity]);
    expect(twiml).not.toContain('<script>');
    expect((await fetchLoggedCall(backend, agent.session, sid)).caller).toMatchObject(caller);
  });

  test('a name that would turn the text around, or runs over lines, is cleaned', async () => {
    const agent = await atWork();
    const { sid } = await callIn({ CallerName: '\u202eEvil\u0000\nName\u200b' + '!'.repeat(10_000) });
    const { caller } = await fetchLoggedCall(backend, agent.session, sid);
    expect(caller?.name).toMatch(/^Evil Name!+…$/);
    expect(caller?.name).toHaveLength(60);
  });
});

describe('after the ringing', () => {
  test('who took it is in the log, told to everybody, and the call ends there', async () => {
    const [taker, other] = [await atWork(), await atWork()];
    const { sid } = await callIn();
    const child = newSid();
    await leg(sid, child, `client:${taker.identity}`, 'in-progress', 2);
    expect(await fetchLoggedCall(backend, other.session, sid)).toMatchObject({
      phase: 'connected',
      agent: taker.identity,
      answeredBy: taker.name,
    });
    expect(isMissed(await fetchLoggedCall(backend, other.session, sid))).toBe(false);
    const over = { CallStatus: 'in-progress', DialCallStatus: 'completed', DialCallSid: child, DialCallDuration: '12' };
    expect(await afterRinging(sid, over)).toContain('<Hangup/>');
  });

  test("the agents' own phones ring where they chose that, and only 1 takes the call", async () => {
    const own = '+966500000199';
    const agent = await join(own);
    await env.AGENT_HUBS.getByName(agent.identity).saveChoices({ ringOwnPhone: true });
    const { sid, twiml } = await callIn();
    expect(twiml).toContain(`>${own}</Number>`);
    const phoneLeg = newSid();
    const params = { CallSid: phoneLeg, To: own, CallStatus: 'in-progress' };
    const ask = await (await backend.twilio(`/api/calls/twiml/accept?call=${sid}`, params)).text();
    expect(ask).toMatch(/<Gather input="dtmf" numDigits="1".*<\/Gather><Hangup\/>/);
    const press = async (digits: Record<string, string>) =>
      (await backend.twilio(`/api/calls/twiml/accepted?call=${sid}`, { ...params, ...digits })).text();
    expect(await press({ Digits: '2' })).toContain('<Hangup/>');
    expect(await press({})).toContain('<Hangup/>');
    expect((await fetchLoggedCall(backend, agent.session, sid)).phase).toBe('ringing');
    expect(await press({ Digits: '1' })).toMatch(/<Response\/>$/);
    expect(await fetchLoggedCall(backend, agent.session, sid)).toMatchObject({ phase: 'connected', mode: 'phone', agent: agent.identity });
  });

  test('nobody answers: a message is taken; it and the missed call are in the log of everybody', async () => {
    const [one, two] = [await atWork(), await atWork()];
    const { sid } = await callIn();
    expect(await afterRinging(sid, {})).toContain('<Record');
    const recording = { CallSid: sid, RecordingSid: `RE${'4'.repeat(32)}`, RecordingStatus: 'completed', RecordingDuration: '7' };
    for (let again = 0; again < 2; again += 1) {
      expect((await backend.twilio('/api/calls/webhook/recording', recording)).status).toBe(204);
    }
    await backend.twilio('/api/calls/webhook/status', { CallSid: sid, CallStatus: 'completed', SequenceNumber: '0' });
    for (const { session } of [one, two]) {
      expect(await fetchLoggedCall(backend, session, sid)).toMatchObject({
        phase: 'ended',
        outcome: 'no-answer',
        voicemail: { id: recording.RecordingSid, seconds: 7 },
      });
      expect(isMissed(await fetchLoggedCall(backend, session, sid))).toBe(true);
    }
  });

  test('a recording that is absent or empty is no message', async () => {
    const agent = await atWork();
    const { sid } = await callIn();
    for (const [RecordingStatus, RecordingDuration] of [
      ['absent', '-1'],
      ['completed', '0'],
    ] as const) {
      await backend.twilio('/api/calls/webhook/recording', {
        CallSid: sid,
        RecordingSid: `RE${'5'.repeat(32)}`,
        RecordingStatus,
        RecordingDuration,
      });
    }
    expect((await fetchLoggedCall(backend, agent.session, sid)).voicemail).toBeNull();
  });

  test('the caller leaves while it rings: nothing more rings', async () => {
    const agent = await atWork();
    const { sid } = await callIn();
    expect(await afterRinging(sid, { CallStatus: 'completed' })).toContain('<Hangup/>');
    const call = await fetchLoggedCall(backend, agent.session, sid);
    expect(call).toMatchObject({ phase: 'ended', outcome: 'cancelled' });
    expect(isMissed(call)).toBe(true);
  });
});
