import { env } from 'cloudflare:workers';
import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { legReport } from '../call-log/call-report.ts';
import { reserveCall } from '../call-log/own-phone-log.ts';
import { recordReport } from '../call-log/call-log.ts';
import { callBySid } from '../call-log/logged-calls.ts';
import { goodSettings, pairAgain } from '../testing/test-backend.ts';
import { backend, connectBrowser, join, joinWithBrowser } from '../testing/test-incoming.ts';
import { leaseMs, renewAfterMs } from './published-presence.ts';

type Row = { ringGroup: string; ringsBrowser: number; ringsPhone: number; busy: number; idleSince: number; expiresAt: number };
const minuteMs = 60_000;
const hubOf = ({ identity }: { identity: string }) => env.AGENT_HUBS.getByName(identity);

async function rowsOf({ identity }: { identity: string }): Promise<Row[]> {
  const { results } = await env.DB.prepare(
    `SELECT ring_group AS ringGroup, rings_browser AS ringsBrowser, rings_phone AS ringsPhone, busy, idle_since AS idleSince,
      expires_at AS expiresAt FROM presences WHERE identity = ? ORDER BY ring_group`,
  )
    .bind(identity)
    .all<Row>();
  return results;
}

const writes = async () => (await env.DB.prepare('SELECT count(*) AS writes FROM presence_writes').first<{ writes: number }>())!.writes;

async function sendPresence(agent: { identity: string }, socket: WebSocket, busy: boolean): Promise<void> {
  socket.send(JSON.stringify({ proven: true, busy, quiet: false }));
  await vi.waitFor(async () => expect((await hubOf(agent).presence()).busy).toBe(busy));
}

const choose = (agent: { session: string }, choices: Record<string, unknown>) =>
  backend.fetch('/api/agent/choices', {
    method: 'POST',
    headers: { authorization: `Bearer ${agent.session}` },
    body: JSON.stringify(choices),
  });

beforeAll(async () => {
  await env.DB.exec('CREATE TABLE presence_writes (at INTEGER)');
  for (const event of ['INSERT', 'UPDATE', 'DELETE']) {
    await env.DB.exec(
      `CREATE TRIGGER count_${event} AFTER ${event} ON presences BEGIN INSERT INTO presence_writes SELECT unixepoch(); END`,
    );
  }
});
beforeEach(() => env.DB.exec('DELETE FROM presence_writes'));
afterEach(() => {
  vi.useRealTimers();
});

/** Both the worker and the hub read this clock. */
const setClock = (at: number) => vi.useFakeTimers({ toFake: ['Date'], now: at });

describe('the presence rows of an agent', () => {
  test('are written once for a browser, and not again for messages that change nothing', async () => {
    const agent = await join();
    const socket = await connectBrowser(agent);
    expect(await writes()).toBe(1);
    expect(await rowsOf(agent)).toMatchObject([{ ringGroup: '', ringsBrowser: 1, ringsPhone: 0, busy: 0, idleSince: 0 }]);
    for (let again = 0; again < 5; again += 1) await sendPresence(agent, socket, false);
    await connectBrowser(agent);
    // The next change is written, so the messages before it have arrived.
    await sendPresence(agent, socket, true);
    expect(await rowsOf(agent)).toMatchObject([{ busy: 1 }]);
    expect(await writes()).toBe(2);
  });

  test('are gone when the agent is away or the last browser closes, and back when the agent is available', async () => {
    const agent = await join();
    const [one, two] = [await connectBrowser(agent), await connectBrowser(agent)];
    await choose(agent, { availability: 'away' });
    expect(await rowsOf(agent)).toEqual([]);
    await choose(agent, { availability: 'available' });
    expect(await rowsOf(agent)).toHaveLength(1);
    one.close();
    await sendPresence(agent, two, true);
    expect(await rowsOf(agent)).toHaveLength(1);
    two.close();
    await vi.waitFor(async () => expect(await rowsOf(agent)).toEqual([]));
  });

  test('show an own phone without a browser, as the agent chose', async () => {
    const agent = await join('+966500000177');
    await choose(agent, { ringOwnPhone: true });
    expect(await rowsOf(agent)).toMatchObject([{ ringsBrowser: 0, ringsPhone: 1 }]);
    await choose(agent, { ringOwnPhone: false });
    expect(await rowsOf(agent)).toEqual([]);
  });

  test('show the end of the last call', async () => {
    const agent = await join();
    const socket = await connectBrowser(agent, { busy: true });
    const before = Date.now();
    await sendPresence(agent, socket, false);
    await vi.waitFor(async () => expect((await rowsOf(agent))[0]).toMatchObject({ busy: 0 }));
    expect((await rowsOf(agent))[0]!.idleSince).toBeGreaterThanOrEqual(before);
  });

  test('follow a call on the own phone, and a lost end of it by alarm', async () => {
    const agent = await joinWithBrowser();
    const sid = crypto.randomUUID();
    const call = { from: goodSettings.TWILIO_PHONE_NUMBER, to: '+966555010142', pageUrl: null, startedAt: Date.now() };
    await reserveCall(env.DB, { ...call, clientCallId: sid, agent: agent.identity });
    const pushCall = async () => hubOf(agent).broadcast({ push: 'call', call: (await callBySid(env.DB, sid))! });
    await pushCall();
    expect(await rowsOf(agent)).toMatchObject([{ busy: 1 }]);
    await recordReport(env.DB, legReport(sid, 'canceled', Date.now()));
    await runDurableObjectAlarm(hubOf(agent));
    expect(await rowsOf(agent)).toMatchObject([{ busy: 0 }]);
    await pushCall();
    expect((await rowsOf(agent))[0]!.idleSince).toBeGreaterThan(0);
  });

  test('are in the ring groups of the agent, also in those given later', async () => {
    const agent = await join();
    await backend.admin('POST', 'ring-groups', { name: agent.name, groups: ['sales'] });
    await connectBrowser(agent);
    expect((await rowsOf(agent)).map(({ ringGroup }) => ringGroup)).toEqual(['', 'sales']);
    await backend.admin('POST', 'ring-groups', { name: agent.name, groups: ['support', 'vip'] });
    expect((await rowsOf(agent)).map(({ ringGroup }) => ringGroup)).toEqual(['', 'support', 'vip']);
    expect(new Set((await rowsOf(agent)).map(({ expiresAt }) => expiresAt)).size).toBe(1);
  });

  test('of a removed agent are gone, and come back with an agent who is added again', async () => {
    const agent = await joinWithBrowser();
    await backend.admin('POST', 'revocations', { name: agent.name });
    expect(await rowsOf(agent)).toEqual([]);
    const { identity } = await (await backend.admin('POST', 'agents', { name: agent.name })).json<{ identity: string }>();
    const returned = { name: agent.name, identity, session: await pairAgain(backend, agent.name) };
    await connectBrowser(returned);
    expect(await rowsOf(returned)).toHaveLength(1);
    expect(await rowsOf(agent)).toEqual([]);
  });
});

describe('the lease', () => {
  test('is renewed by alarm after two to three minutes, with one write', async () => {
    const agent = await join();
    const socket = await connectBrowser(agent);
    const start = (await rowsOf(agent))[0]!.expiresAt - leaseMs;
    setClock(start + renewAfterMs.min - minuteMs);
    await sendPresence(agent, socket, false);
    await runDurableObjectAlarm(hubOf(agent));
    expect((await rowsOf(agent))[0]!.expiresAt).toBe(start + leaseMs);
    expect(await writes()).toBe(1);
    const later = start + renewAfterMs.max;
    setClock(later);
    await evictDurableObject(hubOf(agent), { webSockets: 'hibernate' });
    expect(await runDurableObjectAlarm(hubOf(agent))).toBe(true);
    expect((await rowsOf(agent))[0]!.expiresAt).toBe(later + leaseMs);
    expect(await writes()).toBe(2);
    // The alarm sets the next one.
    expect(await runDurableObjectAlarm(hubOf(agent))).toBe(true);
  });

  test('ends for a browser that has vanished without a close; the socket is closed, so that a living browser returns', async () => {
    const agent = await join();
    const socket = await connectBrowser(agent);
    const closed = new Promise((resolve) => socket.addEventListener('close', resolve));
    setClock(Date.now() + 3 * minuteMs);
    await runDurableObjectAlarm(hubOf(agent));
    expect(await rowsOf(agent)).toEqual([]);
    await closed;
    expect(await runDurableObjectAlarm(hubOf(agent))).toBe(false);
  });

  test('is tried again when the database fails', async () => {
    const agent = await join();
    const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await env.DB.exec("CREATE TRIGGER fail BEFORE INSERT ON presences BEGIN SELECT raise(ABORT, 'out of order'); END");
    await connectBrowser(agent);
    expect(await rowsOf(agent)).toEqual([]);
    await env.DB.exec('DROP TRIGGER fail');
    expect(await runDurableObjectAlarm(hubOf(agent))).toBe(true);
    expect(await rowsOf(agent)).toHaveLength(1);
    expect(printed).toHaveBeenCalled();
    printed.mockRestore();
  });
});

const provenAtOf = async ({ identity }: { identity: string }) =>
  env.DB.prepare("SELECT proven_at AS provenAt FROM presences WHERE identity = ? AND ring_group = ''")
    .bind(identity)
    .first<number | null>('provenAt');

describe('the last proof', () => {
  test('is written when there was none, and then with the renewals of the lease', async () => {
    const agent = await join();
    const socket = await connectBrowser(agent);
    await vi.waitFor(async () => expect(await rowsOf(agent)).toHaveLength(1));
    expect(await provenAtOf(agent)).toBeNull();
    const before = Date.now();
    socket.send(JSON.stringify({ provenMsAgo: 60_000 }));
    await vi.waitFor(async () => expect(await provenAtOf(agent)).not.toBeNull());
    const first = await provenAtOf(agent);
    expect(first).toBeGreaterThanOrEqual(before - 60_000);
    expect(first).toBeLessThanOrEqual(Date.now() - 60_000);
    await env.DB.exec('DELETE FROM presence_writes');
    socket.send(JSON.stringify({ provenMsAgo: 0 }));
    // The answer of the hub is the witness that the proof before it was taken.
    await sendPresence(agent, socket, true);
    expect(await provenAtOf(agent)).toBeGreaterThan(first ?? 0);
    expect(await writes()).toBe(1);
  });
});
