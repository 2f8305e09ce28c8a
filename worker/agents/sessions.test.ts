import { env } from 'cloudflare:workers';
import { describe, expect, test, vi } from 'vitest';
import { sessionEndedCode } from '../../shared/push.ts';
import { fetchLoggedCall, dial, joinAgent, newSid, openPushSocket, pairAgain, problemIn, startBackend } from '../testing/test-backend.ts';

const backend = startBackend();
const dayMs = 24 * 60 * 60_000;
type Listed = { sessions: { id: string; deviceName: string; createdAt: string; lastUsedAt: string }[] };

const statusOf = async (session: string) => (await backend.get('/api/agent', session)).status;
const sessionsOf = async (name: string) =>
  (await (await backend.admin('GET', `sessions?name=${encodeURIComponent(name)}`)).json<Listed>()).sessions;
const signOut = (session: string) => backend.fetch('/api/session', { method: 'DELETE', headers: { authorization: `Bearer ${session}` } });

async function listen(session: string) {
  const socket = (await openPushSocket(backend, session)).webSocket!;
  let closedWith = 0;
  socket.addEventListener('close', ({ code }) => {
    closedWith = code;
  });
  socket.accept();
  return { socket, closedWith: () => closedWith };
}

describe('one browser', () => {
  test('is signed out by its agent: its session ends with its sockets, the other browser stays', async () => {
    const agent = await joinAgent(backend);
    const other = await pairAgain(backend, agent.name);
    const [leaving, staying] = await Promise.all([listen(agent.session), listen(other)]);
    expect((await signOut(agent.session)).status).toBe(204);
    await vi.waitFor(() => expect(leaving.closedWith()).toBe(sessionEndedCode));
    expect(await problemIn(await backend.get('/api/agent', agent.session))).toEqual({ status: 401, problem: 'session-revoked' });
    expect(await statusOf(other)).toBe(200);
    expect(staying.closedWith()).toBe(0);
    expect((await signOut(agent.session)).status).toBe(401);
  });

  test('no longer counts as present once it is signed out', async () => {
    const agent = await joinAgent(backend);
    const { socket } = await listen(agent.session);
    socket.send(JSON.stringify({ proven: true, busy: false, quiet: false }));
    const presence = () => env.AGENT_HUBS.getByName(agent.identity).presence();
    await vi.waitFor(async () => expect(await presence()).toMatchObject({ proven: true }));
    await signOut(agent.session);
    expect(await presence()).toMatchObject({ proven: false });
    expect(await env.DB.prepare('SELECT * FROM presences WHERE identity = ?').bind(agent.identity).first()).toBeNull();
  });

  test('is signed out by the admin, who names it by the id of the list', async () => {
    const agent = await joinAgent(backend);
    const other = await pairAgain(backend, agent.name, 'Stolen laptop');
    const leaving = await listen(other);
    const listed = await sessionsOf(agent.name);
    expect(listed.map(({ deviceName }) => deviceName)).toEqual(['Chrome on Linux', 'Stolen laptop']);
    const device = listed[1]!.id;
    expect(await (await backend.admin('POST', 'revocations', { name: agent.name, device })).json()).toEqual({ endedSessions: 1 });
    await vi.waitFor(() => expect(leaving.closedWith()).toBe(sessionEndedCode));
    expect(await statusOf(other)).toBe(401);
    expect(await statusOf(agent.session)).toBe(200);
    expect((await sessionsOf(agent.name)).map(({ deviceName }) => deviceName)).toEqual(['Chrome on Linux']);
  });

  test("is not signed out under another agent's name", async () => {
    const [one, two] = [await joinAgent(backend), await joinAgent(backend)];
    const device = (await sessionsOf(one.name))[0]!.id;
    expect(await problemIn(await backend.admin('POST', 'revocations', { name: two.name, device }))).toEqual({
      status: 404,
      problem: 'not-found',
    });
    expect(await statusOf(one.session)).toBe(200);
    expect((await backend.admin('POST', 'revocations', { name: one.name, device: 'nothing' })).status).toBe(400);
  });

  test('is listed without its session or the hash of it', async () => {
    const agent = await joinAgent(backend);
    const { hash } = (await env.DB.prepare('SELECT session_hash AS hash FROM sessions ORDER BY created_at DESC').first<{
      hash: string;
    }>())!;
    const listed = JSON.stringify(await sessionsOf(agent.name));
    expect(listed).not.toContain(hash);
    expect(listed).not.toContain(agent.session);
  });
});

const idleFor = (identity: string, ms: number) =>
  env.DB.prepare('UPDATE sessions SET last_used_at = ? WHERE agent_id = (SELECT id FROM agents WHERE identity = ?)')
    .bind(Date.now() - ms, identity)
    .run();

const lastUse = async (name: string) => Date.parse((await sessionsOf(name))[0]!.lastUsedAt);

describe('a session', () => {
  test('ends after 30 idle days', async () => {
    const agent = await joinAgent(backend);
    await idleFor(agent.identity, 30 * dayMs - 60_000);
    expect(await statusOf(agent.session)).toBe(200);
    await idleFor(agent.identity, 30 * dayMs);
    expect(await problemIn(await backend.get('/api/agent', agent.session))).toEqual({ status: 401, problem: 'session-revoked' });
    expect(await sessionsOf(agent.name)).toEqual([]);
    const { agents } = await (await backend.admin('GET', 'agents')).json<{ agents: { name: string; devices: string[] }[] }>();
    expect(agents.find(({ name }) => name === agent.name)?.devices).toEqual([]);
  });

  test('stores its last use at most once a day', async () => {
    const agent = await joinAgent(backend);
    const start = await lastUse(agent.name);
    await idleFor(agent.identity, dayMs - 60_000);
    await statusOf(agent.session);
    await idleFor(agent.identity, dayMs - 60_000);
    const unchanged = await lastUse(agent.name);
    await statusOf(agent.session);
    expect(await lastUse(agent.name)).toBe(unchanged);
    await idleFor(agent.identity, dayMs + 1);
    await statusOf(agent.session);
    await vi.waitFor(async () => expect(await lastUse(agent.name)).toBeGreaterThanOrEqual(start));
  });
});

test('a new pairing code replaces the earlier unused ones of the agent, and nobody else’s', async () => {
  const [agent, other] = [await joinAgent(backend), await joinAgent(backend)];
  const newCode = async (name: string) => (await (await backend.admin('POST', 'pairing-codes', { name })).json<{ code: string }>()).code;
  const [first, foreign, second] = [await newCode(agent.name), await newCode(other.name), await newCode(agent.name)];
  expect(await problemIn(await backend.pair(first))).toEqual({ status: 410, problem: 'pairing-code-expired' });
  expect((await backend.pair(second)).status).toBe(200);
  expect((await backend.pair(foreign)).status).toBe(200);
});

const comeBack = async (name: string) => {
  await backend.admin('POST', 'revocations', { name });
  const { identity } = await (await backend.admin('POST', 'agents', { name })).json<{ identity: string }>();
  return { identity, session: await pairAgain(backend, name) };
};

const tokenIdentity = async (session: string) =>
  (await (await backend.get('/api/calls/token', session)).json<{ identity: string }>()).identity;

const identityOf = async (given: string) =>
  (await (await backend.admin('POST', 'agents', { name: given })).json<{ identity: string }>()).identity;

describe('an agent who is removed and added again', () => {
  test('has a new identity: an access token of before neither dials nor rings', async () => {
    const before = await joinAgent(backend);
    const after = await comeBack(before.name);
    expect(after.identity).not.toBe(before.identity);
    expect(await tokenIdentity(after.session)).toBe(after.identity);
    expect((await dial(backend, before.identity)).twiml).not.toContain('<Dial');
    expect((await dial(backend, after.identity)).twiml).toContain('<Dial');
  });

  test('whose identity no other agent gets', async () => {
    const name = 'Reem Former';
    expect(await identityOf(name)).toBe('reem_former');
    await comeBack(name);
    expect(await identityOf('Reem-Former')).not.toBe('reem_former');
  });

  test('still reads the calls of before, newest first with those of now', async () => {
    const before = await joinAgent(backend);
    const outgoing = await dial(backend, before.identity);
    const incoming = newSid();
    await backend.twilio('/api/calls/twiml/inbound', { CallSid: incoming, From: '+966555010142', To: '+14155550100' });
    const answered = { CallSid: newSid(), ParentCallSid: incoming, To: `client:${before.identity}`, CallStatus: 'in-progress' };
    await backend.twilio('/api/calls/webhook/status', { ...answered, SequenceNumber: '1' });
    const after = await comeBack(before.name);
    const latest = await dial(backend, after.identity);

    const { calls } = await (await backend.get('/api/calls', after.session)).json<{ calls: { id: string; answeredBy: string | null }[] }>();
    expect(calls.map(({ id }) => id)).toEqual([latest.sid, incoming, outgoing.sid]);
    expect(calls[1]).toMatchObject({ answeredBy: before.name });
    expect(await fetchLoggedCall(backend, after.session, outgoing.sid)).toMatchObject({ id: outgoing.sid });
    const other = await joinAgent(backend);
    expect((await backend.get(`/api/calls/${outgoing.sid}`, other.session)).status).toBe(404);
  });
});
