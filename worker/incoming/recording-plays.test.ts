import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { CallEvents } from '../../shared/call-log/call-events.ts';
import { saveVoicemail } from '../call-log/incoming-log.ts';
import { deleteExpiredCalls } from '../call-log/retention.ts';
import { customer, goodSettings, joinAgent, newSid, problemIn, startBackend } from '../testing/test-backend.ts';

const backend = startBackend({ TWILIO_API_BASE_URL: 'http://127.0.0.1:4900' });
const recordingSid = `RE${'7'.repeat(32)}`;
let agent: Awaited<ReturnType<typeof joinAgent>>;

beforeAll(async () => {
  agent = await joinAgent(backend);
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await env.DB.batch(['voicemails', 'recording_plays'].map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
});

/** Twilio's REST API answers with `answer`. */
function playTwilio(answer: (asked: { headers: Headers }) => Response): void {
  vi.stubGlobal('fetch', async (_: string, init: RequestInit = {}) => answer({ headers: new Headers(init.headers) }));
}

async function callWithMessage(): Promise<string> {
  const sid = newSid();
  await backend.twilio('/api/calls/twiml/inbound', { CallSid: sid, From: customer, To: goodSettings.TWILIO_PHONE_NUMBER });
  await saveVoicemail(env.DB, { recordingSid, callSid: sid, seconds: 3, at: Date.now() });
  return sid;
}

test('a message that is played is stored with who and when; a further range of it is not', async () => {
  const sid = await callWithMessage();
  playTwilio(({ headers }) => new Response('RIFF', { status: headers.has('range') ? 206 : 200 }));
  const path = `/api/calls/${sid}/recordings/${recordingSid}`;
  const played = async () => {
    const { events } = await (await backend.get(`/api/calls/${sid}/events`, agent.session)).json<CallEvents>();
    return events.filter(({ source }) => source === 'play');
  };
  const fetchRange = async (range: string) =>
    (await backend.fetch(path, { headers: { authorization: `Bearer ${agent.session}`, range } })).arrayBuffer();
  const before = Date.now();
  await (await backend.get(path, agent.session)).arrayBuffer();
  expect(await played()).toEqual([{ at: expect.any(String), source: 'play', status: 'played', party: agent.name }]);
  expect(Date.parse((await played())[0]!.at)).toBeGreaterThanOrEqual(before);
  await fetchRange('bytes=2-3');
  expect(await played()).toHaveLength(1);
  await fetchRange('bytes=0-1');
  expect(await played()).toHaveLength(2);
  playTwilio(() => new Response(null, { status: 404 }));
  expect((await backend.get(path, agent.session)).status).toBe(503);
  expect(await played()).toHaveLength(2);
  await env.DB.prepare('DELETE FROM voicemails').run();
  await deleteExpiredCalls(env.DB, Date.now() + 1);
  expect((await env.DB.prepare('SELECT * FROM recording_plays').all()).results).toEqual([]);
});

test('a range outside of a message has a Problem, and is no play', async () => {
  const sid = await callWithMessage();
  playTwilio(() => new Response('no', { status: 416, headers: { 'content-range': 'bytes */9' } }));
  const headers = { authorization: `Bearer ${agent.session}`, range: 'bytes=900-' };
  const answer = await backend.fetch(`/api/calls/${sid}/recordings/${recordingSid}`, { headers });
  expect(await problemIn(answer)).toEqual({ status: 416, problem: 'request-refused' });
  expect((await env.DB.prepare('SELECT * FROM recording_plays').all()).results).toEqual([]);
});
