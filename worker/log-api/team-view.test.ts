import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Agent, CallPage } from '../../shared/api.ts';
import { type CallEvents, callEventsSchema } from '../../shared/call-log/call-events.ts';
import type { CallSums } from '../../shared/call-log/call-sums.ts';
import { agentReport, legReport, transferReport } from '../call-log/call-report.ts';
import { recordReport, startCall } from '../call-log/call-log.ts';
import { deleteExpiredCalls } from '../call-log/retention.ts';
import { customer, joinAgent, newSid, problemIn, startBackend } from '../testing/test-backend.ts';

const backend = startBackend();
/** 23:40 of the day before in UTC, 02:40 in Riyadh. */
const start = Date.UTC(2026, 10, 19, 23, 40);
let sara: Awaited<ReturnType<typeof joinAgent>>;
let omar: typeof sara;

beforeAll(async () => {
  sara = await joinAgent(backend);
  omar = await joinAgent(backend);
  await backend.admin('POST', 'team-access', { name: sara.name, seesTeam: true });
});

async function makeCall(agent: string | null, talkSeconds: number | null, startedAt = start): Promise<string> {
  const sid = newSid();
  const direction = agent === null ? 'incoming' : 'outgoing';
  const [from, to] = agent === null ? [customer, '+14155550100'] : ['+14155550100', customer];
  await startCall(env.DB, { sid, clientCallId: null, direction, mode: 'browser', agent, from, to, pageUrl: null, startedAt, name: 'Huda' });
  const answered = { ...legReport(sid, 'in-progress', startedAt + 10_000), sequence: 2 };
  if (talkSeconds !== null) await recordReport(env.DB, agent === null ? answered : { ...answered, legSid: newSid() });
  await recordReport(env.DB, {
    ...legReport(sid, talkSeconds === null ? 'no-answer' : 'completed', startedAt + 10_000 + (talkSeconds ?? 0) * 1000),
    sequence: 3,
    seconds: talkSeconds,
  });
  return sid;
}

const sumsQuery = (hours: number, utcOffsetMinutes = 0) =>
  `/api/team/sums?from=${new Date(start).toISOString()}&to=${new Date(start + hours * 3_600_000).toISOString()}&utcOffsetMinutes=${utcOffsetMinutes}`;
const sums = async (query = sumsQuery(48)) => (await (await backend.get(query, sara.session)).json<CallSums>()).sums;
const idsOf = async (query: string, session: string) =>
  (await (await backend.get(`/api/calls?${query}`, session)).json<CallPage>()).calls.map(({ id }) => id);

/** What the sums are to be, from the calls themselves. */
async function countCalls(): Promise<unknown> {
  const { results } = await env.DB.prepare(
    `SELECT started_at / 1800000 AS half_hour, coalesce(agent, '') AS agent, count(*) AS calls, sum(answered_at IS NOT NULL) AS answered,
      sum(direction = 'incoming' AND phase = 'ended' AND answered_at IS NULL AND outcome IS NOT 'declined') AS missed,
      sum(talk_seconds) AS talk_seconds FROM calls GROUP BY 1, 2 ORDER BY 1, 2`,
  ).all();
  return results;
}
const storedSums = async () => (await env.DB.prepare('SELECT * FROM call_sums WHERE calls > 0 ORDER BY half_hour, agent').all()).results;

describe("the team's calls", () => {
  test('are those of everybody, with the same search, and each says whose it is', async () => {
    const [own, omars, missed] = [await makeCall(sara.identity, null), await makeCall(omar.identity, null), await makeCall(null, null)];
    expect(new Set(await idsOf('scope=team', sara.session))).toEqual(new Set([own, omars, missed]));
    expect(await idsOf(`scope=team&agent=${omar.identity}`, sara.session)).toEqual([omars]);
    expect(await idsOf('scope=team&q=huda&direction=incoming', sara.session)).toEqual([missed]);
    expect(await idsOf('q=huda&direction=outgoing', sara.session)).toEqual([own]);
    const { calls } = await (await backend.get(`/api/calls?scope=team&agent=${omar.identity}`, sara.session)).json<CallPage>();
    expect(calls[0]?.agentName).toBe(omar.name);
    expect((await backend.get(`/api/calls/${omars}`, sara.session)).status).toBe(200);
    const csv = await (await backend.get(`/api/calls.csv?scope=team&agent=${omar.identity}`, sara.session)).text();
    expect(csv).toContain(omars);
  });

  test('are closed to an agent to whom the admin has not opened them, and can be closed again', async () => {
    const own = await makeCall(sara.identity, null);
    const refused = { status: 403, problem: 'request-refused' };
    for (const path of ['/api/calls?scope=team', '/api/calls?scope=team&q=huda', '/api/calls.csv?scope=team', sumsQuery(1)])
      expect(await problemIn(await backend.get(path, omar.session))).toEqual(refused);
    expect(await problemIn(await backend.get(`/api/calls/${own}`, omar.session))).toEqual({ status: 404, problem: 'not-found' });
    expect(await (await backend.get('/api/agent', omar.session)).json<Agent>()).not.toHaveProperty('seesTeam');
    await backend.admin('POST', 'team-access', { name: omar.name, seesTeam: true });
    expect(await (await backend.get('/api/agent', omar.session)).json<Agent>()).toMatchObject({ seesTeam: true });
    expect((await backend.get('/api/calls?scope=team', omar.session)).status).toBe(200);
    await backend.admin('POST', 'team-access', { name: omar.name, seesTeam: false });
    expect(await problemIn(await backend.get('/api/calls?scope=team', omar.session))).toEqual(refused);
  });

  test('an agent who is removed and added again sees the own calls alone', async () => {
    const rana = await joinAgent(backend);
    await backend.admin('POST', 'team-access', { name: rana.name, seesTeam: true });
    await backend.admin('POST', 'revocations', { name: rana.name });
    await backend.admin('POST', 'agents', { name: rana.name });
    const { agents } = await (await backend.admin('GET', 'agents')).json<{ agents: { name: string; seesTeam: boolean }[] }>();
    expect(agents.find(({ name }) => name === rana.name)).toMatchObject({ seesTeam: false });
  });

  test('take no note of a colleague who sees them', async () => {
    const omars = await makeCall(omar.identity, null);
    const headers = { authorization: `Bearer ${sara.session}` };
    const put = { method: 'PUT', headers, body: JSON.stringify({ note: 'mine', outcome: null }) };
    expect(await problemIn(await backend.fetch(`/api/calls/${omars}/note`, put))).toEqual({ status: 404, problem: 'call-unknown' });
  });
});

describe('sums', () => {
  test('follow calls through every change and deletion', async () => {
    for (const at of [start, start + 60_000, start + 3_600_000]) {
      await makeCall(sara.identity, 61, at);
      await makeCall(omar.identity, null, at);
      await makeCall(null, null, at);
    }
    const open = newSid();
    const parties = { from: customer, to: '+14155550100', pageUrl: null };
    await startCall(env.DB, {
      sid: open,
      clientCallId: null,
      direction: 'incoming',
      mode: 'browser',
      agent: null,
      ...parties,
      startedAt: start,
    });
    expect(await storedSums()).toEqual(await countCalls());
    // The agent becomes known with the answer.
    await recordReport(env.DB, { ...agentReport(open, 'in-progress', start + 5000), legSid: newSid(), party: `client:${omar.identity}` });
    expect(await storedSums()).toEqual(await countCalls());
    await deleteExpiredCalls(env.DB, start + 30_000);
    expect(await storedSums()).toEqual(await countCalls());
    expect(await storedSums()).not.toEqual([]);
  });

  test('are of the days of the time zone that asks', async () => {
    const rana = await joinAgent(backend);
    await makeCall(rana.identity, 90);
    const of = async (utcOffsetMinutes: number) =>
      (await sums(sumsQuery(1, utcOffsetMinutes))).filter(({ agentName }) => agentName === rana.name);
    expect(await of(0)).toMatchObject([{ day: '2026-11-19', agent: rana.identity, calls: 1, answered: 1, missed: 0, talkSeconds: 90 }]);
    expect(await of(180)).toMatchObject([{ day: '2026-11-20', calls: 1 }]);
    expect(await of(-600)).toMatchObject([{ day: '2026-11-19', calls: 1 }]);
  });

  test.each([
    '',
    'from=x&to=y&utcOffsetMinutes=0',
    'from=2026-11-20T00:00:00Z&to=2026-11-20T00:00:00Z&utcOffsetMinutes=0',
    'from=2020-11-20T00:00:00Z&to=2026-11-20T00:00:00Z&utcOffsetMinutes=0',
    'from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z&utcOffsetMinutes=9999',
  ])('refuse %s', async (query) => {
    expect(await problemIn(await backend.get(`/api/team/sums?${query}`, sara.session))).toEqual({
      status: 400,
      problem: 'request-refused',
    });
  });
});

test('the history of a transferred call is one that the extension can read', async () => {
  const sid = await makeCall(omar.identity, 30);
  await recordReport(env.DB, transferReport(sid, newSid(), start + 20_000));
  const history = await (await backend.get(`/api/calls/${sid}/events`, omar.session)).json();
  expect(callEventsSchema.parse(history).events.length).toBeGreaterThan(1);
});

test('the history of a call has each report with its source, and only for those who see the call', async () => {
  const sid = await makeCall(omar.identity, 30);
  const events = async (session: string) => backend.get(`/api/calls/${sid}/events`, session);
  expect((await (await events(omar.session)).json<CallEvents>()).events).toMatchObject([
    { source: 'leg', status: 'in-progress', party: null },
    { source: 'leg', status: 'completed', at: new Date(start + 40_000).toISOString() },
  ]);
  const rana = await joinAgent(backend);
  expect(await problemIn(await events(rana.session))).toEqual({ status: 404, problem: 'not-found' });
});
