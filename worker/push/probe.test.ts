/** The route and the Durable Object of probe calls, with a fake REST API that counts the calls. */
import { env } from 'cloudflare:workers';
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { beforeEach, expect, test, vi } from 'vitest';
import type { ProbeAnswer, ProbeNeed } from '../../shared/api.ts';
import type { ProbeAsk } from '../http/probe-budget-stub.ts';
import { callResource, joinAgent, newSid, problemIn, startBackend } from '../testing/test-backend.ts';
import { backend, baseUrl, phone, post, requestCall, testWorld } from '../testing/test-own-phone.ts';

/** Each test has an account of its own. */
let budgetName: string;
const budget = () => env.PROBE_BUDGET.getByName(budgetName);
let ours: ReturnType<typeof startBackend>;

beforeEach(() => {
  budgetName = crypto.randomUUID();
  const PROBE_BUDGET = { getByName: () => budget() };
  ours = startBackend({ TWILIO_API_BASE_URL: baseUrl, ...({ PROBE_BUDGET } as object) });
});

const askFor = (need: ProbeNeed | 'loud', session = testWorld.agent.session) => {
  const probe = crypto.randomUUID();
  const body = need === 'loud' ? { probe, loud: true } : { probe, loud: false, need };
  return post('/api/line/probes', JSON.stringify(body), session, ours);
};
const answerOf = async (answer: Response) => ({ status: answer.status, ...(await answer.json<ProbeAnswer>()) });
const probes = () => testWorld.requests.filter(({ form }) => form.get('To')?.startsWith('client:'));

const ask = (more: Partial<ProbeAsk>) => budget().request({ agent: 'a', browser: 'b', need: 'renewal', isNewBrowser: false, ...more });

test('of 1000 browsers that ask in the same moment one is granted, and each other one gets a time of its own', async () => {
  const started = Date.now();
  const names = Array.from({ length: 1000 }, (_, index) => `browser ${index}`);
  const decisions = await Promise.all(names.map((name) => ask({ agent: name, browser: name })));
  const granted = decisions.filter((decision) => decision.granted);
  expect(granted.length).toBeLessThanOrEqual(1 + Math.floor((Date.now() - started) / 5_000));
  expect(granted.length).toBeGreaterThan(0);
  const times = decisions.flatMap((decision) => (decision.granted ? [] : [decision.laterMs]));
  expect(new Set(times).size).toBe(times.length);
}, 30_000);

test('the budget survives a restart of its object', async () => {
  expect(await ask({})).toEqual({ granted: true });
  await evictDurableObject(budget());
  expect(await ask({ agent: 'c', browser: 'd' })).toMatchObject({ granted: false });
});

test('25 proofs asked for at once are one REST call: the own phone waits behind none of the others', async () => {
  const answers = await Promise.all(Array.from({ length: 25 }, async () => answerOf(await askFor('renewal'))));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 202)).toHaveLength(24);
  expect((await requestCall({}, testWorld.agent.session, ours)).status).toBe(201);
  expect(testWorld.requests.map(({ form }) => form.get('To'))).toEqual([expect.stringContaining('client:'), phone]);
});

test('no proof while a call to an own phone waits in Twilio’s queue', async () => {
  testWorld.respond = () => Response.json(callResource(newSid(), { queue_time: '40000' }), { status: 201 });
  expect((await requestCall({}, testWorld.agent.session, ours)).status).toBe(201);
  await vi.waitFor(async () => expect(await answerOf(await askFor('silent'))).toMatchObject({ status: 202 }));
  const { laterMs } = (await answerOf(await askFor('silent'))) as { laterMs: number };
  expect(laterMs).toBeGreaterThan(35_000);
  expect(probes()).toEqual([]);
});

test('a person’s test rings at once, three times a minute, even while others wait; the next one is refused with a time', async () => {
  await requestCall({}, testWorld.agent.session, ours);
  for (const _ of [1, 2, 3]) {
    // The budget learns beside the answer that the call has left Twilio's queue.
    const answer = await vi.waitUntil(async () => {
      const asked = await askFor('loud');
      return asked.status === 201 && asked;
    });
    expect(await answerOf(answer)).toEqual({ status: 201, queuedMs: 0 });
  }
  const refused = await askFor('loud');
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
  expect(await problemIn(refused)).toEqual({ status: 429, problem: 'too-many-requests' });
  expect(probes()).toHaveLength(3);
  expect(probes()[0]?.form.get('To')).toMatch(/loud=true$/);
});

test('60 probe calls that one agent asks for at once delay a colleague’s call by two seconds at most', async () => {
  const decided = Promise.withResolvers<void>();
  testWorld.respond = async () => {
    await decided.promise;
    return Response.json(callResource(newSid()), { status: 201 });
  };
  let refused = 0;
  const asked = (['loud', 'person', 'first'] as const).flatMap((need) =>
    Array.from({ length: 20 }, async () => {
      if ((await askFor(need)).status !== 201) refused += 1;
    }),
  );
  await vi.waitFor(() => expect(refused).toBe(58), { timeout: 5_000 });
  decided.resolve();
  await Promise.all(asked);
  const colleague = await joinAgent(backend, '+966500000171');
  expect((await requestCall({}, colleague.session, ours)).status).toBe(201);
  // One call a second leaves the account, first in, first out.
  expect(testWorld.requests.map(({ form }) => form.get('To'))).toEqual([
    expect.stringContaining('client:'),
    expect.stringContaining('client:'),
    '+966500000171',
  ]);
});

test('what an earlier version stored of agents and browsers still counts', async () => {
  const old = { automatic: [Date.now()], byPerson: [], bookedAt: null, missed: 0 };
  await runInDurableObject(budget(), (_, { storage }) => storage.put({ 'agent:a': { openUntil: 0 }, 'browser:b': old }));
  expect(await ask({ need: 'person' })).toEqual({ granted: true });
  expect(await ask({ need: 'person' })).toMatchObject({ granted: false });
});

test('the first proof of a browser that was paired a moment ago does not wait; a day later it does', async () => {
  await askFor('renewal');
  const other = await joinAgent(backend);
  expect(await answerOf(await askFor('first', other.session))).toMatchObject({ status: 201 });
  await env.DB.prepare('UPDATE sessions SET created_at = created_at - 86400000').run();
  expect(await answerOf(await askFor('first', other.session))).toMatchObject({ status: 202 });
});

test('a browser of an earlier version, which gives no need, is answered too', async () => {
  const body = JSON.stringify({ probe: crypto.randomUUID(), loud: false });
  expect(await answerOf(await post('/api/line/probes', body, testWorld.agent.session, ours))).toEqual({ status: 201, queuedMs: 0 });
});

test('a probe call that Twilio refuses is a Problem, and counts', async () => {
  testWorld.respond = () => Response.json({ code: 20503, message: 'down', status: 503 }, { status: 503 });
  expect(await problemIn(await askFor('renewal'))).toEqual({ status: 502, problem: 'proof-refused' });
  expect(await answerOf(await askFor('renewal'))).toMatchObject({ status: 202 });
});

test.each([
  [401, 20003, 'account-refused'],
  [403, 20005, 'account-inactive'],
  [400, 21219, 'account-on-trial'],
  [429, 10004, 'account-at-call-limit'],
])('a probe call that the account stands in the way of says so: Twilio answers %i with %i', async (status, code, problem) => {
  testWorld.respond = () => Response.json({ code, message: 'refused', status }, { status });
  expect((await problemIn(await askFor('renewal'))).problem).toBe(problem);
});
