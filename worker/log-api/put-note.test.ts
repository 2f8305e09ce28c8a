import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import type { Agent, CallPage, LoggedCall } from '../../shared/api.ts';
import { maxNoteLength } from '../../shared/call-log/call-note.ts';
import { dial, fetchLoggedCall, joinAgent, newSid, problemIn, startBackend } from '../testing/test-backend.ts';
import { deleteExpiredCalls } from '../call-log/retention.ts';

const backend = startBackend();
let sara: Awaited<ReturnType<typeof joinAgent>>;

beforeAll(async () => {
  sara = await joinAgent(backend);
});

const put = (sid: string, body: unknown, session = sara.session, to = backend) =>
  to.fetch(`/api/calls/${sid}/note`, { method: 'PUT', headers: { authorization: `Bearer ${session}` }, body: JSON.stringify(body) });
const newCall = async (CallId?: string) => (await dial(backend, sara.identity, CallId ? { CallId } : {})).sid;
const found = async (q: string) => {
  const { calls } = await (await backend.get(`/api/calls?q=${encodeURIComponent(q)}`, sara.session)).json<CallPage>();
  return calls.map(({ id }) => id);
};

const note = { note: ' Wants 40 seats, فاتورة إلى الرياض ', outcome: 'interested', callBackAt: '2026-11-23T09:00:00.000Z' };
const kept = { note: 'Wants 40 seats, فاتورة إلى الرياض', outcome: 'interested', callBackAt: '2026-11-23T09:00:00.000Z' };

test('a note is kept with the call, answered with it, and found', async () => {
  const sid = await newCall();
  const answer = await put(sid, note);
  expect(answer.status).toBe(200);
  expect(await answer.json<LoggedCall>()).toMatchObject({ id: sid, note: kept });
  expect((await fetchLoggedCall(backend, sara.session, sid)).note).toEqual(kept);
  expect(await found('40 seats')).toEqual([sid]);
  expect(await found('فاتوره الي')).toEqual([sid]);
  expect(await found('٤٠ seats')).toEqual([sid]);
});

test('the next note replaces all of it, and an empty one removes it', async () => {
  const callId = crypto.randomUUID();
  const sid = await newCall(callId);
  await put(callId, { ...note, note: 'first words' });
  expect((await (await put(callId, { note: 'second words', outcome: null })).json<LoggedCall>()).note).toEqual({
    note: 'second words',
    outcome: null,
    callBackAt: null,
  });
  expect(await found('second words')).toEqual([sid]);
  expect(await found('first words')).toEqual([]);
  await put(callId, { note: '', outcome: null, callBackAt: null });
  expect(await fetchLoggedCall(backend, sara.session, sid)).not.toHaveProperty('note');
  expect(await found('second words')).toEqual([]);
});

test('the retention deletes the note, and the index forgets its words', async () => {
  const sid = await newCall();
  await put(sid, { ...note, note: 'zebra crossing' });
  expect(await found('zebra')).toEqual([sid]);
  await deleteExpiredCalls(env.DB, Date.now() + 1);
  expect(await found('zebra')).toEqual([]);
  const { hits } = (await env.DB.prepare(`SELECT count(*) AS hits FROM calls_search WHERE calls_search MATCH '"zebra"'`).first<{
    hits: number;
  }>())!;
  expect(hits).toBe(0);
});

test.each([
  ['a note of 100 KB', { ...note, note: 'a'.repeat(100_000) }, 413],
  ['a note that is too long', { ...note, note: 'a'.repeat(maxNoteLength + 1) }, 400],
  ['an unknown outcome', { ...note, outcome: 'sold' }, 400],
  ['a moment that is none', { ...note, callBackAt: 'tomorrow' }, 400],
  ['another field', { ...note, agent: 'omar' }, 400],
  ['no outcome', { note: 'x' }, 400],
])('%s is refused, and the note stays', async (_, body, status) => {
  const sid = await newCall();
  await put(sid, note);
  expect(await problemIn(await put(sid, body))).toEqual({ status, problem: 'request-refused' });
  expect((await fetchLoggedCall(backend, sara.session, sid)).note).toEqual(kept);
});

test("a colleague's call, an unanswered one and an unknown one take no note", async () => {
  const omar = await joinAgent(backend);
  const sid = await newCall();
  await put(sid, note);
  const incoming = newSid();
  await backend.twilio('/api/calls/twiml/inbound', { CallSid: incoming, From: '+966555010161', To: '+14155550100', CallStatus: 'ringing' });
  for (const id of [sid, incoming, newSid()])
    expect(await problemIn(await put(id, { ...note, note: 'theirs' }, omar.session))).toEqual({ status: 404, problem: 'call-unknown' });
  expect((await fetchLoggedCall(backend, sara.session, sid)).note).toEqual(kept);
});

test('a deployment can have outcomes of its own', async () => {
  const own = startBackend({ CALL_OUTCOMES: 'Sold, اتصل لاحقا' });
  expect(await (await own.get('/api/agent', sara.session)).json<Agent>()).toMatchObject({ noteOutcomes: ['Sold', 'اتصل لاحقا'] });
  expect(await (await backend.get('/api/agent', sara.session)).json<Agent>()).not.toHaveProperty('noteOutcomes');
  const sid = await newCall();
  expect((await put(sid, { ...note, outcome: 'Sold' }, sara.session, own)).status).toBe(200);
  expect((await put(sid, note, sara.session, own)).status).toBe(400);
});
