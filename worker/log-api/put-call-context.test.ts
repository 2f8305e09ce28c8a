import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { CallContext } from '../../shared/api.ts';
import { customer, dial, fetchLoggedCall, joinAgent, problemIn, startBackend } from '../testing/test-backend.ts';

const backend = startBackend();
const page = 'https://crm.example/contacts/1?tab=2';
let agent: Awaited<ReturnType<typeof joinAgent>>;
let CallId: string;
beforeEach(async () => {
  agent = await joinAgent(backend);
  CallId = crypto.randomUUID();
});

const putContext = (context: CallContext | Record<string, unknown>, { session = agent.session, id = CallId } = {}) =>
  backend.fetch(`/api/calls/${id}/context`, {
    method: 'PUT',
    body: JSON.stringify(context),
    headers: { authorization: `Bearer ${session}` },
  });
const loggedCall = (id = CallId) => fetchLoggedCall(backend, agent.session, id);
const expectInLog = (expected: { pageUrl: string | null; name: string | null }) =>
  vi.waitFor(async () => expect(await loggedCall()).toMatchObject(expected));
const waiting = async () =>
  (await env.DB.prepare('SELECT call_id AS id FROM call_contexts WHERE agent = ?').bind(agent.identity).all<{ id: string }>()).results;

describe('the context of a call', () => {
  test('that is later than the webhook is in the log', async () => {
    await dial(backend, agent.identity, { CallId });
    const answer = await putContext({ pageUrl: page, name: 'Noura' });
    expect([answer.status, await answer.text()]).toEqual([204, '']);
    expect(await loggedCall()).toMatchObject({ to: customer, pageUrl: page, name: 'Noura' });
    expect(await waiting()).toEqual([]);
  });

  test('that is earlier than the webhook waits for the call', async () => {
    expect((await putContext({ pageUrl: page, name: 'Noura' })).status).toBe(204);
    expect((await backend.get(`/api/calls/${CallId}`, agent.session)).status).toBe(404);
    await dial(backend, agent.identity, { CallId });
    await expectInLog({ pageUrl: page, name: 'Noura' });
    await vi.waitFor(async () => expect(await waiting()).toEqual([]));
  });

  test('is kept when both arrive at the same moment', async () => {
    await Promise.all([dial(backend, agent.identity, { CallId }), putContext({ name: 'Noura' })]);
    await expectInLog({ pageUrl: null, name: 'Noura' });
  });

  test('is there once the call has ended, too', async () => {
    const { twiml } = await dial(backend, agent.identity, { CallId, To: '+201000550147' });
    expect(twiml).not.toContain('<Dial');
    await putContext({ pageUrl: page });
    expect(await loggedCall()).toMatchObject({ phase: 'ended', pageUrl: page, name: null });
  });

  test('loses credentials and fragment of the page, and control characters of the name', async () => {
    await dial(backend, agent.identity, { CallId });
    await putContext({ pageUrl: 'https://me:word@crm.example/contacts/1?tab=2#token=abc', name: 'Noura\u202e\n Al-Harbi' });
    expect(await loggedCall()).toMatchObject({ pageUrl: page, name: 'Noura Al-Harbi' });
  });

  test('keeps the route of the page in its fragment, without secrets', async () => {
    await dial(backend, agent.identity, { CallId });
    await putContext({ pageUrl: 'https://crm.example/?access_token=abc#/contacts/135?tab=calls&token=abc' });
    expect(await loggedCall()).toMatchObject({ pageUrl: 'https://crm.example/#/contacts/135?tab=calls' });
  });

  test.each(['javascript:alert(1)', 'file:///etc/passwd', 'not a page', `https://crm.example/${'a'.repeat(2000)}`])(
    'keeps the name when the page cannot be kept: %s',
    async (pageUrl) => {
      await dial(backend, agent.identity, { CallId });
      expect((await putContext({ pageUrl, name: 'Noura' })).status).toBe(204);
      expect(await loggedCall()).toMatchObject({ pageUrl: null, name: 'Noura' });
    },
  );

  test('keeps a page of 2,000 characters whole', async () => {
    const longPage = 'https://crm.example/'.padEnd(2000, 'a');
    await dial(backend, agent.identity, { CallId });
    await putContext({ pageUrl: longPage });
    expect((await loggedCall()).pageUrl).toBe(longPage);
  });
});

describe("the context of another agent's call", () => {
  test('is refused, and changes nothing', async () => {
    const other = await joinAgent(backend);
    await dial(backend, agent.identity, { CallId });
    await putContext({ pageUrl: page, name: 'Noura' });
    const answer = await putContext({ pageUrl: 'https://evil.example/', name: 'Bank' }, { session: other.session });
    expect(await problemIn(answer)).toEqual({ status: 404, problem: 'call-unknown' });
    expect(await loggedCall()).toMatchObject({ pageUrl: page, name: 'Noura' });
  });

  test('that is earlier than the call is never applied to it', async () => {
    const other = await joinAgent(backend);
    await putContext({ name: 'Bank' }, { session: other.session });
    await putContext({ name: 'Noura' });
    await dial(backend, agent.identity, { CallId });
    await expectInLog({ pageUrl: null, name: 'Noura' });
  });
});

test.each([
  [{ id: `CA${'1'.repeat(32)}` }, {}, 404, 'call-unknown'],
  [{}, { agent: 'sara' }, 400, 'request-refused'],
  [{}, { name: 'n'.repeat(201) }, 400, 'request-refused'],
  [{}, { pageUrl: `https://crm.example/${'a'.repeat(17_000)}` }, 413, 'request-refused'],
])('a malformed request is refused: %o %o', async (target, context, status, problem) => {
  expect(await problemIn(await putContext(context, target))).toEqual({ status, problem });
});

test('contexts without a call are dropped beyond twenty for one agent, the oldest first', async () => {
  const ids = Array.from({ length: 23 }, () => crypto.randomUUID());
  for (const id of ids) expect((await putContext({ name: 'Noura' }, { id })).status).toBe(204);
  const { results } = await env.DB.prepare('SELECT count(*) AS waiting FROM call_contexts WHERE agent = ?').bind(agent.identity).all();
  expect(results).toEqual([{ waiting: 20 }]);
});
