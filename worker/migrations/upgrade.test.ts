import { applyD1Migrations, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { legReport } from '../call-log/call-report.ts';
import { recordReport } from '../call-log/call-log.ts';
import { findCalls } from '../call-log/find-calls.ts';
import { findUsage } from '../call-log/talk-time.ts';
import { findSession } from '../agents/sessions.ts';
import { claimOpenCalls, countAttempts } from '../call-log/logged-calls.ts';
import { reserveCall } from '../call-log/own-phone-log.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

test('a log from before the limits of minutes counts the calls of today, and those that are live', async () => {
  await reset();
  const before = env.TEST_MIGRATIONS.findIndex(({ name }) => name.startsWith('0008'));
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS.slice(0, before));
  // Noon: the counters are of a day, and the calls last for a minute.
  const now = Math.floor(Date.now() / dayMs) * dayMs + dayMs / 2;
  const insert = env.DB.prepare(
    `INSERT INTO calls (sid, direction, mode, agent, from_number, to_number, started_at, phase, answered_at, talk_seconds)
    VALUES (?, ?, 'browser', 'sara', '', '', ?, ?, ?, ?)`,
  );
  await env.DB.batch([
    insert.bind('CA1', 'outgoing', now - 3 * dayMs, 'ended', now - 3 * dayMs, 500),
    insert.bind('CA2', 'outgoing', now, 'ended', now, 60),
    insert.bind('CA3', 'incoming', now, 'ended', now, 600),
    insert.bind('CA4', 'outgoing', now, 'connected', now, 0),
  ]);
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
  const { agent, team } = await findUsage(env.DB, 'sara', now + 30_000);
  expect([agent.seconds, team.seconds]).toEqual([90, 90]);
  await recordReport(env.DB, { ...legReport('CA4', 'completed', now + 40_000), sequence: 3, seconds: 40 });
  const after = await findUsage(env.DB, 'sara', now + 60_000);
  expect(after.agent.seconds).toBeLessThanOrEqual(100);
});

test('a live call from before the log kept its time of answer counts from its begin, until it ends', async () => {
  await reset();
  const before = env.TEST_MIGRATIONS.findIndex(({ name }) => name.startsWith('0008'));
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS.slice(0, before));
  const begin = Math.floor(Date.now() / dayMs) * dayMs - dayMs / 2;
  await env.DB.prepare(
    `INSERT INTO calls (sid, direction, mode, agent, from_number, to_number, started_at, phase)
    VALUES ('CA1', 'outgoing', 'browser', 'sara', '', '', ?, 'connected')`,
  )
    .bind(begin)
    .run();
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
  expect((await findUsage(env.DB, 'sara', begin + 30_000)).agent.seconds).toBe(30);
  const answered = { ...legReport('CA1', 'in-progress', begin + 5_000), sequence: 2, legSid: 'CA2', party: '+14155550123' };
  await recordReport(env.DB, answered);
  await recordReport(env.DB, { ...answered, status: 'completed', at: begin + 45_000, sequence: 3, seconds: 40 });
  expect((await findUsage(env.DB, 'sara', begin + 60_000)).agent.seconds).toBe(40);
});

test('a log from before the flat log keeps its calls, its limits and its open calls', async () => {
  await reset();
  const before = env.TEST_MIGRATIONS.findIndex(({ name }) => name.startsWith('0004'));
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS.slice(0, before));
  const now = Date.now();
  const insert = env.DB.prepare(
    `INSERT INTO calls (sid, direction, mode, agent, from_number, to_number, started_at, phase, problem) VALUES (?, ?, 'browser', 'sara', '', '', ?, ?, ?)`,
  );
  await env.DB.batch([
    insert.bind('CA1', 'outgoing', now - 2 * dayMs, 'ended', null),
    insert.bind('CA2', 'outgoing', now - 2 * 60 * minuteMs, 'connected', null),
    insert.bind('CA3', 'incoming', now - 60 * minuteMs, 'ended', null),
    insert.bind('CA4', 'outgoing', now - 30_000, 'ended', '{"code":"too-many-calls"}'),
    insert.bind('CA5', 'outgoing', now - 20_000, 'ended', null),
  ]);
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
  const since = { minute: now - minuteMs, day: now - dayMs };
  expect(await countAttempts(env.DB, 'sara', since)).toEqual({ minute: 1, day: 2 });
  await reserveCall(env.DB, { clientCallId: crypto.randomUUID(), agent: 'sara', from: '', to: '', pageUrl: null, startedAt: now });
  expect(await countAttempts(env.DB, 'sara', since)).toEqual({ minute: 2, day: 3 });
  expect(await claimOpenCalls(env.DB, now - minuteMs, now, 20)).toEqual([{ sid: 'CA2', startedAt: now - 2 * 60 * minuteMs }]);
});

test('a session from before sessions ended begins its idle time with the upgrade', async () => {
  await reset();
  const before = env.TEST_MIGRATIONS.findIndex(({ name }) => name.startsWith('0007'));
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS.slice(0, before));
  const lastYear = Date.now() - 365 * dayMs;
  await env.DB.batch([
    env.DB.prepare("INSERT INTO agents (id, identity, name, created_at) VALUES (1, 'sara', 'Sara', ?)").bind(lastYear),
    env.DB.prepare("INSERT INTO sessions (session_hash, agent_id, device_name, created_at) VALUES ('0a1b', 1, 'Chrome', ?)").bind(lastYear),
  ]);
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
  expect(await findSession(env.DB, '0a1b', Date.now())).toMatchObject({
    hasEnded: false,
    agent: { identity: 'sara', formerIdentities: [] },
  });
  expect(await findSession(env.DB, '0a1b', Date.now() + 31 * dayMs)).toMatchObject({ hasEnded: true });
});

const idsFoundBy = async (viewer: number) => (await findCalls(env.DB, { words: '5010142', viewer }, 10, null)).map(({ id }) => id);

test('a call that was taken over before the upgrade is found by the colleague', async () => {
  await reset();
  const before = env.TEST_MIGRATIONS.findIndex(({ name }) => name.startsWith('0019'));
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS.slice(0, before));
  const insert = env.DB.prepare('INSERT INTO agents (id, identity, name, created_at) VALUES (?1, ?2, ?2, 0)');
  const insertCall = env.DB.prepare(
    "INSERT INTO calls (sid, direction, mode, agent, from_number, to_number, started_at) VALUES (?, 'outgoing', 'browser', 'sara', '', '+966555010142', ?)",
  );
  const insertTransfer = env.DB.prepare(
    `INSERT INTO call_transfers (call_sid, customer_sid, agent_sid, from_agent, target, to_agent, asks, stage, started_at)
    VALUES (?, '', '', 'sara', 'reem', 'reem', 0, ?, 0)`,
  );
  await env.DB.batch([
    insert.bind(1, 'sara'),
    insert.bind(2, 'reem'),
    insertCall.bind('CA1', 1000),
    insertCall.bind('CA2', 2000),
    insertTransfer.bind('CA1', 'done'),
    insertTransfer.bind('CA2', 'returned'),
  ]);
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
  expect(await idsFoundBy(2)).toEqual(['CA1']);
  expect(await idsFoundBy(1)).toEqual(['CA2', 'CA1']);
});
