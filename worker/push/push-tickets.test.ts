import { env } from 'cloudflare:workers';
import { evictDurableObject } from 'cloudflare:test';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { pushTicketSchema, sessionEndedCode } from '../../shared/push.ts';
import { hashToken } from '../http/random-token.ts';
import { countingBindings } from '../testing/count-subrequests.ts';
import { joinAgent, offerSubprotocols, pairAgain, problemIn, startBackend } from '../testing/test-backend.ts';

const backend = startBackend();
afterEach(() => {
  vi.useRealTimers();
});

async function newTicket(session: string): Promise<string> {
  const answer = await backend.fetch('/api/push/tickets', { method: 'POST', headers: { authorization: `Bearer ${session}` } });
  expect(answer.status).toBe(201);
  return pushTicketSchema.parse(await answer.json()).ticket;
}
const open = (ticket: string) => offerSubprotocols(backend, `hatif, ${ticket}`);
const refused = { status: 401, problem: 'request-refused' };

describe('a ticket', () => {
  test('opens one socket, once', async () => {
    const { session } = await joinAgent(backend);
    const ticket = await newTicket(session);
    const answers = await Promise.all([open(ticket), open(ticket), open(ticket)]);
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['101', '401', '401']);
    expect(await problemIn(await open(ticket))).toEqual(refused);
  });

  test('is random, fits into a subprotocol, and holds nothing of the session', async () => {
    const { session, identity } = await joinAgent(backend);
    const [one, two] = [await newTicket(session), await newTicket(session)];
    expect(one).not.toBe(two);
    expect(one).toMatch(new RegExp(`^${identity}\\.[A-Za-z0-9_-]{32}$`));
    expect(one).not.toContain(session);
  });

  test('serves for 30 seconds', async () => {
    const { session } = await joinAgent(backend);
    const tickets = [await newTicket(session), await newTicket(session)] as const;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 29_000 });
    expect((await open(tickets[0])).status).toBe(101);
    vi.setSystemTime(Date.now() + 1_001);
    expect(await problemIn(await open(tickets[1]))).toEqual(refused);
  });

  test('survives an eviction of the object that remembers it', async () => {
    const { session, identity } = await joinAgent(backend);
    const ticket = await newTicket(session);
    await evictDurableObject(env.AGENT_HUBS.getByName(identity));
    expect((await open(ticket)).status).toBe(101);
  });

  test('is void once its session has ended, or its agent is removed', async () => {
    const agent = await joinAgent(backend);
    const other = await pairAgain(backend, agent.name);
    const [mine, theirs] = [await newTicket(agent.session), await newTicket(other)];
    await backend.fetch('/api/session', { method: 'DELETE', headers: { authorization: `Bearer ${agent.session}` } });
    expect(await problemIn(await open(mine))).toEqual(refused);
    expect((await open(theirs)).status).toBe(101);
    const last = await newTicket(other);
    await backend.admin('POST', 'revocations', { name: agent.name });
    expect(await problemIn(await open(last))).toEqual(refused);
  });

  test('that was still given to an ended session opens a socket that closes at once', async () => {
    const { session, identity } = await joinAgent(backend);
    await backend.fetch('/api/session', { method: 'DELETE', headers: { authorization: `Bearer ${session}` } });
    // The request for the ticket passed its guard before the session ended.
    const ticket = await env.AGENT_HUBS.getByName(identity).issueTicket(await hashToken(session));
    const { closedWith, received } = listen(await open(`${identity}.${ticket}`));
    await vi.waitFor(() => expect(closedWith()).toBe(sessionEndedCode));
    expect(received).toEqual([]);
  });

  test('is not given without a session', async () => {
    const answer = await backend.fetch('/api/push/tickets', { method: 'POST' });
    expect(await problemIn(answer)).toEqual({ status: 401, problem: 'not-paired' });
  });

  test('costs no write to the database', async () => {
    const { session } = await joinAgent(backend);
    const { bindings, counts } = countingBindings();
    const counted = startBackend({}, { DB: bindings.DB });
    const answer = await counted.fetch('/api/push/tickets', { method: 'POST', headers: { authorization: `Bearer ${session}` } });
    expect((await offerSubprotocols(counted, `hatif, ${(await answer.json<{ ticket: string }>()).ticket}`)).status).toBe(101);
    expect(counts.rowsWritten).toBe(0);
    // One of them reads the limits, once in ten seconds.
    expect(counts.queries).toBe(3);
  });
});

describe('a socket is refused', () => {
  test('with the session in place of a ticket', async () => {
    const { session } = await joinAgent(backend);
    expect(await problemIn(await open(session))).toEqual(refused);
  });

  test.each(['nobody', 'nobody.AAAA', '.', `${'a'.repeat(200)}.AAAA`, 'agent_1.'])('with the ticket %j', async (ticket) => {
    expect(await problemIn(await open(ticket))).toEqual(refused);
  });

  test("with another agent's name before the ticket", async () => {
    const [one, two] = [await joinAgent(backend), await joinAgent(backend)];
    const ticket = await newTicket(one.session);
    expect(await problemIn(await open(ticket.replace(one.identity, two.identity)))).toEqual(refused);
    expect((await open(ticket)).status).toBe(101);
  });
});

function listen({ webSocket }: Response) {
  const socket = webSocket!;
  const received: unknown[] = [];
  let closedWith = 0;
  socket.addEventListener('message', ({ data }) => void received.push(data));
  socket.addEventListener('close', ({ code }) => {
    closedWith = code;
  });
  socket.accept();
  return { socket, received, closedWith: () => closedWith };
}
const connect = async (session: string) => listen(await open(await newTicket(session)));

describe('the sockets of a browser', () => {
  test('are at most ten: one more closes the oldest, and none of another browser', async () => {
    const agent = await joinAgent(backend);
    const other = await connect(await pairAgain(backend, agent.name));
    const sockets: Awaited<ReturnType<typeof connect>>[] = [];
    for (let count = 0; count < 12; count++) sockets.push(await connect(agent.session));
    await vi.waitFor(() => expect(sockets.map(({ closedWith }) => closedWith() !== 0).slice(0, 2)).toEqual([true, true]));
    expect(sockets.filter(({ closedWith }) => closedWith() !== 0)).toHaveLength(2);
    expect(other.closedWith()).toBe(0);
  });

  test('may send 30 messages in 10 seconds: one more closes the socket', async () => {
    const agent = await joinAgent(backend);
    const { socket, closedWith } = await connect(agent.session);
    const presence = JSON.stringify({ proven: true, busy: false, quiet: false });
    for (let count = 0; count < 30; count++) socket.send(presence);
    await vi.waitFor(async () => expect(await env.AGENT_HUBS.getByName(agent.identity).presence()).toMatchObject({ proven: true }));
    expect(closedWith()).toBe(0);
    socket.send(presence);
    await vi.waitFor(() => expect(closedWith()).toBe(1008));
  });

  test.each([
    ['a long message', 'a'.repeat(1001)],
    ['bytes', new ArrayBuffer(8)],
  ])('are closed by %s', async (_, message) => {
    const { socket, closedWith } = await connect((await joinAgent(backend)).session);
    socket.send(message);
    await vi.waitFor(() => expect(closedWith()).toBe(1009));
  });
});
