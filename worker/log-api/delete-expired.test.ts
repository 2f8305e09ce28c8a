/** What the sweep deletes: here, and at Twilio. */
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { saveCallContext } from '../call-log/call-context.ts';
import { claimConference } from '../call-log/call-conference.ts';
import { saveVoicemail } from '../call-log/incoming-log.ts';
import { goodSettings, newSid } from '../testing/test-backend.ts';
import { backend, baseUrl, restError, testWorld } from '../testing/test-own-phone.ts';
import { deleteExpired } from './delete-expired.ts';

const dayMs = 24 * 60 * 60_000;
const now = Date.now();
const sweep = (settings: Record<string, string> = {}, at = now) =>
  deleteExpired({ ...env, ...goodSettings, TWILIO_API_BASE_URL: baseUrl, ...settings }, at);

const deleted = () => testWorld.requests.map(({ method, path }) => `${method} ${path}`);
const count = async (table: string) => (await env.DB.prepare(`SELECT count(*) AS rows FROM ${table}`).first<{ rows: number }>())!.rows;
const newRecordingSid = () => newSid().replace('CA', 'RE');

/** A customer's call with its reports, as long ago as that; optionally with a message. */
async function oldCall(days: number, recordingSid?: string): Promise<string> {
  const CallSid = newSid();
  const at = now - days * dayMs;
  await backend.twilio('/api/calls/twiml/inbound', { CallSid, From: '+966555010142', To: goodSettings.TWILIO_PHONE_NUMBER });
  const status = { CallSid, SequenceNumber: '3', CallStatus: 'completed', Timestamp: new Date(at).toUTCString() };
  await backend.twilio('/api/calls/webhook/status', status);
  await env.DB.prepare('UPDATE calls SET started_at = ?2 WHERE sid = ?1').bind(CallSid, at).run();
  if (recordingSid) await saveVoicemail(env.DB, { recordingSid, callSid: CallSid, seconds: 3, at });
  return CallSid;
}
const isInLog = async (sid: string) => (await env.DB.prepare('SELECT 1 FROM calls WHERE sid = ?').bind(sid).first()) !== null;

beforeEach(async () => {
  for (const table of [
    'calls',
    'call_reports',
    'voicemails',
    'call_contexts',
    'talk_time',
    'call_conferences',
    'call_recordings',
    'call_actions',
  ])
    await env.DB.prepare(`DELETE FROM ${table}`).run();
  testWorld.respond = () => new Response(null, { status: 204 });
});

describe('the log', () => {
  test('keeps a year; older calls go with their reports and names, in bounded batches', async () => {
    const [old, young] = [await oldCall(366), await oldCall(364)];
    for (const callSid of [old, young]) await claimConference(env.DB, { callSid, movedSid: newSid(), now, until: now });
    await sweep();
    expect(await count('call_conferences')).toBe(1);
    expect([await isInLog(old), await isInLog(young)]).toEqual([false, true]);
    expect(await count('call_reports')).toBe(1);
    const insert = env.DB.prepare(
      "INSERT INTO calls (sid, direction, mode, from_number, to_number, started_at) VALUES (?, 'incoming', 'browser', '', '', ?)",
    );
    await env.DB.batch(Array.from({ length: 250 }, () => insert.bind(newSid(), now - 400 * dayMs)));
    const left: number[] = [];
    for (let run = 0; run < 4; run += 1) {
      await sweep();
      left.push(await count('calls'));
    }
    expect(left).toEqual([151, 51, 1, 1]);
  });

  test('keeps as many days as the setting says, and everything with 0 or a malformed setting', async () => {
    const [older, newer] = [await oldCall(31), await oldCall(29)];
    for (const RETENTION_DAYS of ['0', '-1', 'a year']) await sweep({ RETENTION_DAYS });
    expect(await isInLog(older)).toBe(true);
    await sweep({ RETENTION_DAYS: '30' });
    expect([await isInLog(older), await isInLog(newer)]).toEqual([false, true]);
  });

  test('loses old reports of calls that it never had, and keeps the young ones', async () => {
    for (const at of [now - 366 * dayMs, now]) {
      const status = { CallSid: newSid(), SequenceNumber: '1', CallStatus: 'ringing', Timestamp: new Date(at).toUTCString() };
      await backend.twilio('/api/calls/webhook/status', status);
    }
    expect(await count('call_reports')).toBe(2);
    await sweep();
    expect(await count('call_reports')).toBe(1);
  });

  test('loses contexts whose call never came, and counters of past days, whatever it keeps', async () => {
    const call = { callId: crypto.randomUUID(), agent: 'sara' };
    await saveCallContext(env.DB, call, { pageUrl: null, name: 'Noura' }, now);
    await env.DB.prepare("INSERT INTO talk_time (day, agent, seconds, live, answered_sum) VALUES (?, 'sara', 60, 0, 0)")
      .bind(Math.floor(now / dayMs))
      .run();
    await sweep({ RETENTION_DAYS: '0' });
    expect([await count('call_contexts'), await count('talk_time')]).toEqual([1, 1]);
    await sweep({ RETENTION_DAYS: '0' }, now + 3 * dayMs);
    expect([await count('call_contexts'), await count('talk_time')]).toEqual([0, 0]);
  });
});

describe('a recording', () => {
  test.each([
    ['deleted', () => new Response(null, { status: 204 })],
    ['gone already', () => restError(404, 20404)],
  ])('that is %s at Twilio is deleted here, with its call', async (_, respond) => {
    const RE = newRecordingSid();
    const [sid, young] = [await oldCall(366, RE), await oldCall(364, newRecordingSid())];
    testWorld.respond = respond;
    await sweep();
    expect(deleted()).toEqual([`DELETE Recordings/${RE}.json`]);
    expect([await isInLog(sid), await isInLog(young), await count('voicemails')]).toEqual([false, true, 1]);
  });

  test('of a conversation is deleted at Twilio too, then its call with what was done in it', async () => {
    const RE = newRecordingSid();
    const [sid, absent] = [await oldCall(366), await oldCall(366)];
    const insert = env.DB.prepare('INSERT INTO call_recordings (call_sid, recording_sid, state, created_at) VALUES (?, ?, ?, ?)');
    await env.DB.batch([
      insert.bind(sid, RE, 'ready', now - 366 * dayMs),
      insert.bind(absent, null, 'starting', now - 366 * dayMs),
      env.DB.prepare("INSERT INTO call_actions (call_sid, source, action, at) VALUES (?, 'agent', 'recording-started', 0)").bind(sid),
    ]);
    testWorld.respond = () => restError(503, 20503);
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await sweep();
    expect([await isInLog(sid), await isInLog(absent), await count('call_recordings')]).toEqual([true, false, 1]);
    testWorld.respond = () => new Response(null, { status: 204 });
    await sweep({}, now + 61 * 60_000);
    expect(deleted().at(-1)).toBe(`DELETE Recordings/${RE}.json`);
    expect([await isInLog(sid), await count('call_recordings'), await count('call_actions')]).toEqual([false, 0, 0]);
  });

  test('that Twilio does not delete stays with its call until a later try; others have their turn', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const stuck = await Promise.all(Array.from({ length: 5 }, () => oldCall(400, newRecordingSid())));
    const RE = newRecordingSid();
    const other = await oldCall(366, RE);
    testWorld.respond = ({ path }) => (path.includes(RE) ? new Response(null, { status: 204 }) : restError(503, 20503));
    await sweep();
    expect(deleted()).toHaveLength(5);
    expect(await isInLog(other)).toBe(true);
    await sweep();
    expect(deleted().slice(5)).toEqual([`DELETE Recordings/${RE}.json`]);
    expect([await isInLog(stuck[0]!), await isInLog(other)]).toEqual([true, false]);
    testWorld.respond = () => new Response(null, { status: 204 });
    await sweep({}, now + 61 * 60_000);
    expect([await isInLog(stuck[0]!), await count('voicemails')]).toEqual([false, 0]);
  });

  test('is not asked for without an account, and calls without one are deleted all the same', async () => {
    const [withMessage, without] = [await oldCall(366, newRecordingSid()), await oldCall(366)];
    await sweep({ TWILIO_AUTH_TOKEN: '' });
    expect(deleted()).toEqual([]);
    expect([await isInLog(withMessage), await isInLog(without)]).toEqual([true, false]);
  });
});
