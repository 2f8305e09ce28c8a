import { env } from 'cloudflare:workers';
import { assert, asyncProperty, boolean, shuffledSubarray } from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CallPage } from '../../shared/api.ts';
import { recordReport } from './call-log.ts';
import type { CallReport } from './call-report.ts';
import { dial, joinAgent, fetchLoggedCall, newSid, problemIn, startBackend } from '../testing/test-backend.ts';

const backend = startBackend();
let agent: Awaited<ReturnType<typeof joinAgent>>;
beforeAll(async () => {
  agent = await joinAgent(backend);
});
// The limiter of pairing counts by address, and these tests pair many.
const freshAgent = () => joinAgent(backend);

const status = (params: Record<string, string>) => backend.twilio('/api/calls/webhook/status', params);
const dialled = (params: Record<string, string>) => backend.twilio('/api/calls/twiml/dialled', params);

/** What Twilio posts about one call, from its start to its end; times are seconds from `began`. */
function reportsOf(parent: string, began: number) {
  const child = newSid();
  const stamp = (second: number) => new Date(began + second * 1000).toUTCString().replace('GMT', '+0000');
  const leg =
    (CallStatus: string, SequenceNumber: number, second: number, more = {}) =>
    () =>
      status({
        CallSid: child,
        ParentCallSid: parent,
        CallStatus,
        SequenceNumber: String(SequenceNumber),
        Timestamp: stamp(second),
        ...more,
      });
  return [
    leg('initiated', 0, 1),
    leg('ringing', 1, 2),
    leg('in-progress', 2, 5),
    leg('completed', 3, 17, { CallDuration: '12', Duration: '1', SipResponseCode: '200' }),
    () => dialled({ CallSid: parent, CallStatus: 'in-progress', DialCallSid: child, DialCallStatus: 'completed', DialCallDuration: '12' }),
    () => status({ CallSid: parent, CallStatus: 'completed', SequenceNumber: '0', Timestamp: stamp(19), CallDuration: '18' }),
  ];
}

describe("Twilio's callbacks", () => {
  test('late, twice and in any order give the same row', { timeout: 60_000 }, async () => {
    const order = shuffledSubarray([0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5], { minLength: 12 });
    await assert(
      asyncProperty(order, boolean(), async (indexes, atOnce) => {
        const { identity, session } = await freshAgent();
        const began = Math.ceil(Date.now() / 1000) * 1000;
        const { sid } = await dial(backend, identity);
        const reports = reportsOf(sid, began);
        const inOrder = indexes.flatMap((index) => reports[index] ?? []);
        if (atOnce) await Promise.all(inOrder.map((post) => post()));
        else for (const post of inOrder) await post();
        const time = (second: number) => new Date(began + second * 1000).toISOString();
        expect(await fetchLoggedCall(backend, session, sid)).toMatchObject({
          phase: 'ended',
          outcome: 'completed',
          problem: null,
          ringingAt: time(2),
          answeredAt: time(5),
          endedAt: time(17),
          talkSeconds: 12,
        });
      }),
      { numRuns: 15 },
    );
  });

  test('are answered as Twilio expects it', async () => {
    const { sid } = await dial(backend, agent.identity);
    const [, ringing, , , end] = reportsOf(sid, Date.now());
    expect((await ringing?.())?.status).toBe(204);
    expect(await (await end?.())?.text()).toBe('<?xml version="1.0" encoding="UTF-8"?><Response><Hangup/></Response>');
  });

  test('that came before the call was in the log count once it is', async () => {
    const { identity, session } = await freshAgent();
    const sid = newSid();
    await reportsOf(sid, Date.now() + 1000)[1]?.();
    await dial(backend, identity, { CallSid: sid });
    expect(await fetchLoggedCall(backend, session, sid)).toMatchObject({ phase: 'dialling' });
    await reportsOf(sid, Date.now() + 1000)[0]?.();
    expect(await fetchLoggedCall(backend, session, sid)).toMatchObject({ phase: 'ringing' });
  });

  test('without sequence, time or duration still give phase and outcome', async () => {
    const { identity, session } = await freshAgent();
    const { sid } = await dial(backend, identity);
    await status({ CallSid: newSid(), ParentCallSid: sid, CallStatus: 'busy', SequenceNumber: '', Timestamp: '' });
    expect(await fetchLoggedCall(backend, session, sid)).toMatchObject({
      phase: 'ended',
      outcome: 'busy',
      endedAt: expect.stringMatching(/Z$/),
      talkSeconds: 0,
    });
  });

  test('give the outcome cancelled when the agent hung up during ringing', async () => {
    const { identity, session } = await freshAgent();
    const { sid } = await dial(backend, identity);
    await dialled({ CallSid: sid, CallStatus: 'completed', DialCallStatus: 'no-answer' });
    expect(await fetchLoggedCall(backend, session, sid)).toMatchObject({ outcome: 'cancelled' });
  });

  test.each(['ringing', 'in-progress'])('give the outcome no-answer while the leg of the agent is %s', async (CallStatus) => {
    const { identity, session } = await freshAgent();
    const { sid } = await dial(backend, identity);
    await dialled({ CallSid: sid, CallStatus, DialCallStatus: 'no-answer' });
    expect(await fetchLoggedCall(backend, session, sid)).toMatchObject({ outcome: 'no-answer' });
  });

  test.each<[string, Record<string, string>]>([
    ['status', { CallStatus: 'exploded' }],
    ['parent', { ParentCallSid: 'CA1' }],
    ['sequence', { SequenceNumber: '-1' }],
    ['time', { Timestamp: 'yesterday' }],
    ['length', { CallDuration: 'long' }],
    ['SIP code', { SipResponseCode: '1e3' }],
  ])('with a malformed %s are refused and change nothing', async (_, wrong) => {
    const { identity, session } = await freshAgent();
    const { sid } = await dial(backend, identity);
    const before = await fetchLoggedCall(backend, session, sid);
    expect((await status({ CallSid: newSid(), ParentCallSid: sid, CallStatus: 'ringing', ...wrong })).status).toBe(400);
    expect((await dialled({ CallSid: sid, CallStatus: 'in-progress', DialCallStatus: 'exploded' })).status).toBe(400);
    expect(await fetchLoggedCall(backend, session, sid)).toEqual(before);
  });
});

const page = async (session: string, query: string) => (await backend.get(`/api/calls${query}`, session)).json<CallPage>();

async function agentWithCalls(startTimes: number[]) {
  const member = await freshAgent();
  const sids: string[] = [];
  for (const startedAt of startTimes) {
    const { sid } = await dial(backend, member.identity);
    await env.DB.prepare('UPDATE calls SET started_at = ? WHERE sid = ?').bind(startedAt, sid).run();
    sids.push(sid);
  }
  return { ...member, sids };
}

function ringReport(callSid: string, at: number): CallReport {
  const none = { seconds: null, sipCode: null, errorCode: null, problem: null, party: null, joinedSid: null };
  return { callSid, legSid: newSid(), source: 'leg', status: 'ringing', sequence: 1, at, ...none };
}

describe('a report', () => {
  test('with a slow writer does not restore an older state', async () => {
    const { identity, session } = await freshAgent();
    const { sid } = await dial(backend, identity);
    const first = ringReport(sid, Date.now());
    const slow = slowToUpdate(env.DB);
    const slowWriter = recordReport(slow.db, first);
    await slow.reached;
    await recordReport(env.DB, { ...first, status: 'busy', sequence: 2 });
    slow.goOn();
    await slowWriter;
    expect(await fetchLoggedCall(backend, session, sid)).toMatchObject({ phase: 'ended', outcome: 'busy' });
  });

  test('that comes twice counts as it came first', async () => {
    const { identity, session } = await freshAgent();
    const { sid } = await dial(backend, identity);
    const report = ringReport(sid, Date.now() + 1000);
    await recordReport(env.DB, report);
    await recordReport(env.DB, { ...report, at: report.at + 60_000 });
    expect(await fetchLoggedCall(backend, session, sid)).toMatchObject({ ringingAt: new Date(report.at).toISOString() });
  });
});

/** A database whose second batch, the update, waits until it may go on. */
function slowToUpdate(db: D1Database) {
  const reached = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  let batches = 0;
  const batch = async (statements: D1PreparedStatement[]) => {
    batches += 1;
    if (batches === 2) {
      reached.resolve();
      await gate.promise;
    }
    return db.batch(statements);
  };
  const slow = { prepare: (sql: string) => db.prepare(sql), batch } as unknown as D1Database;
  return { db: slow, reached: reached.promise, goOn: gate.resolve };
}

describe('the log of an agent', () => {
  test('comes in pages, newest first, each call once, also for calls of the same moment', async () => {
    const { identity, session, sids } = await agentWithCalls([1000, 2000, 2000, 2000, 3000]);
    const loaded: string[] = [];
    let cursor: string | null = null;
    do {
      const next: CallPage = await page(session, `?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      loaded.push(...next.calls.map(({ id }) => id));
      cursor = next.nextCursor;
      // A call that begins meanwhile must not shift the pages below it.
      if (loaded.length === 2) await dial(backend, identity);
    } while (cursor);
    expect(loaded).toEqual(sids.toReversed());
  });

  test('ends with a page that has no cursor, full or not', async () => {
    const { session } = await agentWithCalls([1000, 2000]);
    expect(await page(session, '?limit=2')).toMatchObject({ calls: [{}, {}], nextCursor: null });
    expect((await page((await freshAgent()).session, '')).calls).toEqual([]);
  });

  test('shows one call by its CallSid or by the id that the browser gave it', async () => {
    const { identity, session } = await freshAgent();
    const CallId = crypto.randomUUID();
    const { sid } = await dial(backend, identity, { CallId });
    const bySid = await (await backend.get(`/api/calls/${sid}`, session)).json();
    expect(bySid).toMatchObject({ id: sid, clientCallId: CallId });
    expect(await (await backend.get(`/api/calls/${CallId}`, session)).json()).toEqual(bySid);
  });

  test('is not shown to others', async () => {
    const { sids } = await agentWithCalls([1000]);
    const other = await freshAgent();
    expect((await page(other.session, '')).calls).toEqual([]);
    expect(await problemIn(await backend.get(`/api/calls/${sids[0]}`, other.session))).toEqual({ status: 404, problem: 'not-found' });
    expect(await problemIn(await backend.get(`/api/calls/${newSid()}`, other.session))).toEqual({ status: 404, problem: 'not-found' });
  });

  test.each([
    '?limit=0',
    '?limit=101',
    '?limit=ten',
    '?limit=-1',
    '?cursor=',
    '?cursor=abc',
    "?cursor=1-CA';--",
    '?cursor=zzzzzzzzzzzz-CA1',
  ])('refuses %s', async (query) => {
    expect(await problemIn(await backend.get(`/api/calls${query}`, agent.session))).toEqual({ status: 400, problem: 'request-refused' });
  });
});
