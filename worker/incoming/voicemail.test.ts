import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { saveRungAgents, saveVoicemail } from '../call-log/incoming-log.ts';
import { callResource, customer, dial, goodSettings, joinAgent, newSid, problemIn, startBackend } from '../testing/test-backend.ts';

const twilio = 'http://127.0.0.1:4900';
const backend = startBackend({ TWILIO_API_BASE_URL: twilio });
const rest = `${twilio}/2010-04-01/Accounts/${goodSettings.TWILIO_ACCOUNT_SID}`;
let agent: Awaited<ReturnType<typeof joinAgent>>;
beforeAll(async () => {
  agent = await joinAgent(backend);
});
afterEach(() => void vi.unstubAllGlobals());

type Asked = { url: string; method: string; body: string; headers: Headers };
/** Twilio's REST API answers what `answer` says. */
function playTwilio(answer: (asked: Asked) => Response): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const body = init.body instanceof URLSearchParams ? init.body.toString() : '';
    const one = { url, method: init.method ?? 'GET', body, headers: new Headers(init.headers) };
    asked.push(one);
    return answer(one);
  });
  return asked;
}

const post = (path: string, body?: unknown) =>
  backend.fetch(path, {
    method: 'POST',
    headers: { authorization: `Bearer ${agent.session}` },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });

async function callIn(): Promise<string> {
  const sid = newSid();
  await backend.twilio('/api/calls/twiml/inbound', { CallSid: sid, From: customer, To: goodSettings.TWILIO_PHONE_NUMBER });
  await saveRungAgents(env.DB, sid, [agent.identity]);
  return sid;
}

describe('a message', () => {
  const recordingSid = `RE${'7'.repeat(32)}`;

  test('is streamed with our credentials, whole or in part, and only to agents', async () => {
    const sid = await callIn();
    await saveVoicemail(env.DB, { recordingSid, callSid: sid, seconds: 3, at: Date.now() });
    const asked = playTwilio(({ headers }) =>
      headers.get('range')
        ? new Response('RIFF', { status: 206, headers: { 'content-type': 'audio/x-wav', 'content-range': 'bytes 0-3/9' } })
        : new Response('RIFFwhole', { headers: { 'content-type': 'audio/x-wav', 'content-length': '9' } }),
    );
    const path = `/api/calls/${sid}/recordings/${recordingSid}`;
    const whole = await backend.get(path, agent.session);
    expect([whole.status, await whole.text()]).toEqual([200, 'RIFFwhole']);
    const part = await backend.fetch(path, { headers: { authorization: `Bearer ${agent.session}`, range: 'bytes=0-3' } });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 0-3/9', 'RIFF']);
    expect(asked[0]?.url).toBe(`${rest}/Recordings/${recordingSid}.wav`);
    expect(asked[0]?.headers.get('authorization')).toMatch(/^Basic /);
    expect((await backend.fetch(path)).status).toBe(401);
  });

  test('is found only under its own call; other recordings of the account are not requested', async () => {
    const asked = playTwilio(() => new Response('secret'));
    const sid = await callIn();
    for (const id of [recordingSid, `RE${'8'.repeat(32)}`, '../Calls']) {
      expect((await backend.get(`/api/calls/${sid}/recordings/${encodeURIComponent(id)}`, agent.session)).status).toBe(404);
    }
    expect(asked).toEqual([]);
  });
});

const redirectTo = (location: string) => () => new Response(null, { status: 307, headers: { location } });
const gone = () => new Response(null, { status: 404 });

describe('the audio of a message', () => {
  const recordingSid = `RE${'6'.repeat(32)}`;
  const media = `${rest}/Recordings/${recordingSid}.wav`;
  const resource = `${rest}/Recordings/${recordingSid}.json`;
  const storage = 'https://media.example.com/one.wav?signature=1';
  const longAgo = Date.now() - 60 * 60_000;

  /** Plays the message of a call that was saved at `at`, with Twilio and its storage answering by address. */
  async function play(answers: Record<string, () => Response>, { at = longAgo, range }: { at?: number; range?: string } = {}) {
    const sid = await callIn();
    await env.DB.prepare('DELETE FROM voicemails').run();
    await saveVoicemail(env.DB, { recordingSid, callSid: sid, seconds: 3, at });
    const asked = playTwilio(({ url }) => answers[url]?.() ?? Response.json({ code: 20404 }, { status: 404 }));
    const answer = await backend.fetch(`/api/calls/${sid}/recordings/${recordingSid}`, {
      headers: { authorization: `Bearer ${agent.session}`, ...(range ? { range } : {}) },
    });
    return { answer, asked };
  }
  const describedAs = (status: string, media_url = media) => ({ [resource]: () => Response.json({ status, media_url }) });

  test('is taken from the storage that Twilio redirects to, without our credentials and with the range', async () => {
    const { answer, asked } = await play(
      {
        [media]: redirectTo(storage),
        [storage]: redirectTo('/other-region.wav'),
        'https://media.example.com/other-region.wav': () =>
          new Response('RIFF', { status: 206, headers: { 'content-type': 'binary/octet-stream', 'content-range': 'bytes 0-3/9' } }),
      },
      { range: 'bytes=0-3' },
    );
    expect([answer.status, await answer.text()]).toEqual([206, 'RIFF']);
    expect(answer.headers.get('content-range')).toBe('bytes 0-3/9');
    expect(answer.headers.get('content-type')).toBe('audio/x-wav');
    expect(asked.map(({ url, headers }) => [url, headers.has('authorization'), headers.get('range')])).toEqual([
      [media, true, 'bytes=0-3'],
      [storage, false, 'bytes=0-3'],
      ['https://media.example.com/other-region.wav', false, 'bytes=0-3'],
    ]);
  });

  test.each([
    ['without encryption', { [media]: redirectTo('http://media.example.com/one.wav') }],
    ['without an address', { [media]: () => new Response(null, { status: 302 }) }],
    ['for ever', { [media]: redirectTo(storage), [storage]: redirectTo(storage) }],
    ['to a storage that fails', { [media]: redirectTo(storage), [storage]: () => new Response('no', { status: 500 }) }],
    ['to a storage that refuses', { [media]: redirectTo(storage), [storage]: () => new Response('no', { status: 403 }) }],
  ])('that Twilio redirects %s is unreachable', async (_, answers) => {
    const { answer, asked } = await play({ ...answers, ...describedAs('completed') });
    expect(await problemIn(answer)).toEqual({ status: 502, problem: 'recording-unreachable' });
    expect(asked.filter(({ url }) => url.startsWith('http://media'))).toEqual([]);
    expect(asked.filter(({ url }) => url === storage).length).toBeLessThanOrEqual(2);
  });

  test.each([
    ['is unknown to Twilio', {}],
    ['has no audio any more', { [media]: gone, ...describedAs('completed') }],
    ['has no audio in the storage', { [media]: redirectTo(storage), [storage]: gone, ...describedAs('completed') }],
    ['was absent', { [media]: gone, ...describedAs('absent') }],
  ])('is gone when the recording %s', async (_, answers) => {
    const { answer } = await play(answers);
    expect(await problemIn(answer)).toEqual({ status: 410, problem: 'recording-gone' });
  });

  test.each([
    ['Twilio still processes it', { [media]: gone, ...describedAs('processing') }, longAgo],
    ['Twilio does not know it just after the call', {}, Date.now()],
    ['Twilio has no audio just after the call', { [media]: gone, ...describedAs('completed') }, Date.now()],
  ])('is not ready when %s', async (_, answers, at) => {
    const { answer } = await play(answers, { at });
    expect(await problemIn(answer)).toEqual({ status: 503, problem: 'recording-not-ready' });
  });

  test("in the account's own bucket is read from there without our credentials", async () => {
    const bucket = 'https://recordings.customer.example/one.wav';
    const { answer, asked } = await play({ [bucket]: () => new Response('RIFFown'), ...describedAs('completed', bucket) });
    expect([answer.status, await answer.text()]).toEqual([200, 'RIFFown']);
    expect(asked.map(({ url, headers }) => [url, headers.has('authorization')])).toEqual([
      [media, true],
      [resource, true],
      [bucket, false],
    ]);
  });

  test('in a bucket that refuses us has a Problem with the name of the bucket', async () => {
    const bucket = 'https://recordings.customer.example/one.wav';
    const { answer } = await play({ [bucket]: () => new Response('no', { status: 403 }), ...describedAs('completed', bucket) });
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({ problem: 'recording-in-own-storage', details: { host: 'recordings.customer.example' } });
  });

  test.each([
    [401, 'account-refused'],
    [429, 'phone-service-busy'],
    [503, 'phone-service-unreachable'],
  ])('that Twilio answers with %i has the Problem %s', async (status, problem) => {
    const { answer } = await play({ [media]: () => new Response(null, { status }) });
    expect(await problemIn(answer)).toMatchObject({ problem });
  });
});
/** The status callback of a leg that the call rings. */
const reportLeg = (parent: string, CallSid: string, CallStatus: string) =>
  backend.twilio('/api/calls/webhook/status', { CallSid, ParentCallSid: parent, To: 'client:sara', CallStatus });
const cancelled = (leg: string) => ['POST', `${rest}/Calls/${leg}.json`, 'Status=canceled'];
const requestsOf = (asked: Asked[]) => asked.map(({ method, url, body }) => [method, url, body]);

describe('sending a caller to voicemail', () => {
  test('cancels each leg that rings by its reports, and no other; the list of Twilio is not read', async () => {
    const sid = await callIn();
    const [ringing, initiated, over] = [newSid(), newSid(), newSid()];
    for (const leg of [ringing, initiated, over]) await reportLeg(sid, leg, 'initiated');
    await reportLeg(sid, ringing, 'ringing');
    await reportLeg(sid, over, 'busy');
    const asked = playTwilio(() => Response.json(callResource(ringing)));
    expect((await post(`/api/calls/${sid}/voicemail`)).status).toBe(204);
    expect(asked).toHaveLength(2);
    expect(requestsOf(asked)).toEqual(expect.arrayContaining([ringing, initiated].map(cancelled)));
  });

  test('cancels a leg whose first report is later, and no leg of another call', async () => {
    const [sid, other] = [await callIn(), await callIn()];
    const [late, unrelated] = [newSid(), newSid()];
    const asked = playTwilio(() => Response.json(callResource(late)));
    expect((await post(`/api/calls/${sid}/voicemail`)).status).toBe(204);
    await reportLeg(other, unrelated, 'ringing');
    expect((await reportLeg(sid, late, 'ringing')).status).toBe(204);
    await vi.waitFor(() => expect(requestsOf(asked)).toEqual([cancelled(late)]));
  });

  test('succeeds when a leg has ended just before', async () => {
    const sid = await callIn();
    await reportLeg(sid, newSid(), 'ringing');
    playTwilio(() => Response.json({ code: 21220 }, { status: 400 }));
    expect((await post(`/api/calls/${sid}/voicemail`)).status).toBe(204);
  });

  test('is for agents whom the call rings: a colleague’s caller rings on', async () => {
    const sid = await callIn();
    const leg = newSid();
    await reportLeg(sid, leg, 'ringing');
    const asked = playTwilio(() => Response.json(callResource(leg)));
    const { session } = await joinAgent(backend);
    const byColleague = await backend.fetch(`/api/calls/${sid}/voicemail`, {
      method: 'POST',
      headers: { authorization: `Bearer ${session}` },
    });
    expect(await problemIn(byColleague)).toEqual({ status: 409, problem: 'call-unknown' });
    expect((await post(`/api/calls/${sid}/voicemail`)).status).toBe(204);
    expect(requestsOf(asked)).toEqual([cancelled(leg)]);
  });

  test('means nothing for a call that does not ring, or goes out', async () => {
    const asked = playTwilio(() => Response.json({ calls: [] }));
    const { sid } = await dial(backend, agent.identity);
    for (const id of [sid, newSid()]) {
      expect(await problemIn(await post(`/api/calls/${id}/voicemail`))).toEqual({ status: 409, problem: 'call-unknown' });
    }
    expect(asked).toEqual([]);
  });
});

describe('the probe', () => {
  const probe = '6f1d3f2a-2c1e-4b4a-9f55-0a7f6f1d3f2a';

  test('rings only this agent, with its marks, and returns the time in the queue', async () => {
    const asked = playTwilio(() => Response.json(callResource(newSid(), { queue_time: '2000' }), { status: 201 }));
    const answer = await post('/api/line/probes', { probe, loud: false });
    expect([answer.status, await answer.json()]).toEqual([201, { queuedMs: 2000 }]);
    const form = new URLSearchParams(asked[0]?.body);
    expect(form.get('To')).toBe(`client:${agent.identity}?probe=${probe}&loud=false`);
    expect(form.get('From')).toBe(goodSettings.TWILIO_PHONE_NUMBER);
  });

  test('that Twilio refuses, or that is none, is refused', async () => {
    playTwilio(() => Response.json({ code: 20003 }, { status: 401 }));
    // A person's own test: the budget postpones no such request.
    expect(await problemIn(await post('/api/line/probes', { probe, loud: true }))).toEqual({ status: 502, problem: 'account-refused' });
    for (const body of [{ probe: 'client:other', loud: false }, { probe }, { probe, loud: false, identity: 'other' }]) {
      expect((await post('/api/line/probes', body)).status).toBe(400);
    }
  });
});
