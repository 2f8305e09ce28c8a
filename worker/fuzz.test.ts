/**
 * Generated requests over every route of the app: no answer is a server error, and no row changes that the sender does not own.
 * HATIF_FUZZ_SEED=random tries other requests than the last run, a number repeats a run; HATIF_FUZZ_REQUESTS sets its length.
 */
import { env } from 'cloudflare:workers';
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { isRoute } from './http/guarded-routes.ts';
import app from './main.ts';
import { requestsTo, type FuzzRequest, type Route } from './testing/fuzz-requests.ts';
import { answerAsTwilio, createWorld, type World } from './testing/fuzz-world.ts';
import { recordRowChanges, takeRowChanges, type RowChange } from './testing/row-changes.ts';
import { goodSettings, openPushSocket, pairAgain, sign, startBackend } from './testing/test-backend.ts';

/** The same requests in every run, so that a change is judged by what it changed; `random` explores. */
const seed = env.FUZZ_SEED === 'random' ? Date.now() % 2 ** 31 : Number(env.FUZZ_SEED) || 20_261_121;
const total = Number(env.FUZZ_REQUESTS) || 10_000;
const share = (part: number) => Math.round(total * part);
/** Catches what hangs: on a quiet machine the whole run takes a minute and a half. */
const timeout = 600_000;
const maxPending = 20;

const brake = { BRAKE_CALLS: '0', BRAKE_SHORT_CALLS: '0', BRAKE_CALLS_PER_AGENT: '0', BRAKE_SHORT_CALLS_PER_AGENT: '0' };
const pace = { CALLS_PER_MINUTE: '100000', CALLS_PER_DAY: '100000', ...brake };
const backend = startBackend(pace);
const { TWILIO_AUTH_TOKEN: authToken, PUBLIC_URL: publicUrl, ADMIN_TOKEN: adminToken } = goodSettings;

const routes = [...new Map(app.routes.filter(isRoute).map(({ method, path }) => [`${method} ${path}`, { method, path }])).values()];
const isUnder =
  (...prefixes: string[]) =>
  ({ path }: Route) =>
    prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
const isSigned = isUnder('/api/calls/twiml', '/api/calls/webhook');
const isAdmin = isUnder('/api/admin');
const isCutOff = isUnder('/api/admin/cut-off');
const isDoctor = isUnder('/api/admin/doctor');
const isAdminPage = isUnder('/admin');
const isPublic = (route: Route) =>
  ['/pair', '/pair.js', '/api/pair', '/api/pair/check', '/api/health', '/api/push'].includes(route.path) || isAdminPage(route);
const isAgents = (route: Route) => !isSigned(route) && !isAdmin(route) && !isPublic(route);
const oddMethods = ['HEAD', 'OPTIONS', 'PATCH', 'PUT', 'DELETE'].map((method) => ({ method, path: '/api/calls/:id' }));

let world: World;

beforeAll(async () => {
  console.log(`fuzz: HATIF_FUZZ_SEED=${seed} HATIF_FUZZ_REQUESTS=${total}`);
  world = await createWorld(backend);
  await recordRowChanges(env.DB);
});
beforeEach(() => {
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => answerAsTwilio(input as string, init?.method ?? 'GET'));
});
afterAll(() => {
  vi.restoreAllMocks();
});

type Sender = (request: FuzzRequest, init: RequestInit) => RequestInit | Promise<RequestInit>;
type Phase = {
  sender: string;
  routes: readonly Route[];
  count: number;
  authorize: Sender;
  isAllowed: (change: RowChange, request: FuzzRequest) => boolean;
};

/** fast-check finds the smallest request that fails, and prints it with the seed. */
async function runPhase({ sender, routes: some, count, authorize, isAllowed }: Phase): Promise<void> {
  await takeRowChanges(env.DB);
  /** Requests since the last look at the changes. */
  let pending: FuzzRequest[] = [];
  const statuses: Record<string, number> = {};
  const findWrongChanges = async () => {
    const requests = pending;
    pending = [];
    return (await takeRowChanges(env.DB)).filter((change) => !requests.some((request) => isAllowed(change, request)));
  };
  await fc.assert(
    fc.asyncProperty(requestsTo(some, world.words, isSigned), async (request) => {
      const answer = await backend.fetch(request.path, await authorize(request, toInit(request)));
      await readToEnd(answer);
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      expect(answer.status).toBeLessThan(500);
      pending.push(request);
      // A refused request hardly ever writes, and each look costs a query.
      if (answer.ok || pending.length >= maxPending) expect(await findWrongChanges()).toEqual([]);
    }),
    // Before the test runner gives up, so that the request that failed is printed.
    { seed, numRuns: count, interruptAfterTimeLimit: timeout - 10_000, markInterruptAsFailure: true },
  );
  expect(await findWrongChanges()).toEqual([]);
  console.log(`fuzz: ${count} requests of ${sender}, answers ${JSON.stringify(statuses)}`);
  // Requests that are all refused at the door would prove nothing of what lies behind it.
  const passed = Object.entries(statuses).reduce((sum, [status, answers]) => (Number(status) < 300 ? sum + answers : sum), 0);
  expect(passed).toBeGreaterThan(count / 50);
}

function toInit({ route: { method }, headers, body }: FuzzRequest): RequestInit {
  const hasBody = !['GET', 'HEAD', 'OPTIONS'].includes(method) && body.is !== 'none';
  return { method, headers, ...(hasBody ? { body: body.is === 'text' ? body.text : new URLSearchParams(body.form) } : {}) };
}

/** A socket is sent garbage, and closed. */
async function readToEnd(answer: Response): Promise<void> {
  const { webSocket } = answer;
  if (!webSocket) return void (await answer.arrayBuffer());
  webSocket.accept();
  for (const garbage of ['', '{}', 'null', '{"proven":1}', '\u0000', 'a'.repeat(999)]) webSocket.send(garbage);
  webSocket.close(1000);
}

const withHeaders = (init: RequestInit, headers: Record<string, string>): RequestInit => ({
  ...init,
  headers: { ...(init.headers as Record<string, string>), ...headers },
});

/** As `sign` takes them: a field that comes twice has a list. */
function paramsOf({ body }: FuzzRequest): Record<string, string | string[]> {
  const form = new URLSearchParams(body.is === 'form' ? body.form : []);
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => [name, form.getAll(name).length > 1 ? form.getAll(name) : form.get(name)!]),
  );
}

describe('a request', () => {
  test('of somebody without a session, a token or a signature changes nothing at all', { timeout }, async () => {
    let turn = 0;
    const { mine, removed } = world;
    const bearers = [undefined, 'Bearer', 'Bearer  ', 'Basic c2FyYQ==', `Bearer ${'A'.repeat(32)}`, `Bearer ${removed.session}`];
    await runPhase({
      sender: 'nobody',
      routes: [...routes, ...oddMethods],
      count: share(0.4),
      authorize: (request, init) => {
        turn += 1;
        // Each secret is tried where it opens nothing.
        const foreign = isAgents(request.route)
          ? [adminToken]
          : isAdmin(request.route)
            ? [mine.session, authToken]
            : [mine.session, adminToken];
        const authorization = [...bearers, ...foreign.map((secret) => `Bearer ${secret}`)][turn % (bearers.length + foreign.length)];
        const url = publicUrl + request.path;
        const signatures = [
          undefined,
          '',
          'garbage',
          sign('b'.repeat(32), url, paramsOf(request)),
          sign(authToken, `${url}x`, paramsOf(request)),
        ];
        const signature = signatures[turn % signatures.length];
        return withHeaders(init, {
          ...(authorization === undefined ? {} : { authorization }),
          ...(signature === undefined ? {} : { 'x-twilio-signature': signature }),
        });
      },
      isAllowed: () => false,
    });
  });

  test('of an agent changes rows of that agent alone, and calls that ring everybody', { timeout }, async () => {
    const { mine } = world;
    let { session } = mine;
    await runPhase({
      sender: 'an agent',
      routes: routes.filter((route) => isAgents(route)),
      count: share(0.2),
      authorize: async ({ route }, init) => {
        const authorized = withHeaders(init, { authorization: `Bearer ${session}` });
        if (route.path === '/api/push/tickets') await readToEnd(await openPushSocket(backend, session));
        // This request signs the browser out: the later ones come from another browser of the agent.
        if (route.path === '/api/session') session = await pairAgain(backend, mine.name);
        return authorized;
      },
      isAllowed: ({ table, key, owner }) =>
        owner === mine.identity ||
        // The counters of the whole team.
        (owner === null && ['talk_time', 'call_pace'].includes(table)) ||
        // The test pairs another browser.
        (table === 'admin_actions' && key === mine.name) ||
        (owner === 'incoming' && ['calls', 'call_reports'].includes(table)),
    });
  });

  test('with a signature changes the calls that it names, and nothing of the agents', { timeout }, async () => {
    await runPhase({
      sender: 'Twilio',
      routes: routes.filter(isSigned),
      count: share(0.3),
      authorize: (request, init) => {
        const url = new URL(`http://127.0.0.1:8787${request.path}`);
        return withHeaders(init, { 'x-twilio-signature': sign(authToken, publicUrl + url.pathname + url.search, paramsOf(request)) });
      },
      // Talk time and sums follow from the calls: worker/call-log and worker/log-api have their tests.
      isAllowed: ({ table, key }, request) =>
        ['presences', 'talk_time', 'call_sums', 'call_pace'].includes(table) ||
        (['calls', 'call_reports', 'voicemails', 'call_contexts', 'call_conferences', 'call_transfers'].includes(table) &&
          JSON.stringify([request.path, request.body]).includes(key ?? 'no key')),
    });
  });

  test('of the admin changes the agent that it names, and no call', { timeout }, async () => {
    const tables = ['agents', 'sessions', 'pairing_codes', 'former_identities', 'presences', 'outgoing_stops', 'call_pace'];
    await runPhase({
      sender: 'the admin',
      // The doctor waits up to 12 s for a webhook of Twilio, and the cut-off ends every call: their folders have their tests.
      routes: routes.filter((route) => isAdmin(route) && !isDoctor(route) && !isCutOff(route)),
      count: share(0.1),
      authorize: (_, init) => withHeaders(init, { authorization: `Bearer ${adminToken}` }),
      isAllowed: ({ table, key, owner }, { body }) => {
        const text = body.is === 'text' ? body.text.toLowerCase() : '';
        const isOfTeam = ['outgoing_stops', 'call_pace'].includes(table) && owner === null;
        return (
          isOfTeam ||
          ['asked_countries', 'changed_limits', 'admins', 'admin_actions'].includes(table) ||
          (tables.includes(table) &&
            [key, owner].some((named) => named !== null && text.includes(JSON.stringify(named).slice(1, -1).toLowerCase())))
        );
      },
    });
  });
});
