import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { pushProtocol } from '../shared/push.ts';
import { isRoute } from './http/guarded-routes.ts';
import { sessionCookie } from './admin/sign-in.tsx';
import app from './main.ts';
import { signIn } from './testing/test-admin-page.ts';
import { customer, goodSettings, joinAgent, newSid, problemIn, sign, startBackend, twilioPost } from './testing/test-backend.ts';

const backend = startBackend();
const publicRoutes = [
  'GET /api/health',
  'POST /api/pair',
  'POST /api/pair/check',
  'GET /pair',
  'GET /pair.js',
  'GET /click-test',
  'GET /admin/sign-in',
  'POST /admin/sign-in',
  'GET /admin/style.css',
  'GET /admin/refresh.js',
];

type Route = { method: string; path: string };
const titleOf = ({ method, path }: Route) => `${method} ${path}`;

/** Every route once: Hono also lists a route's own middleware under its method and path. */
const routes = [...new Map(app.routes.filter(isRoute).map(({ method, path }) => [titleOf({ method, path }), { method, path }])).values()];
const underPrefixes = (...prefixes: string[]) =>
  routes.filter(({ path }) => prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`)));

const signedRoutes = underPrefixes('/api/calls/twiml', '/api/calls/webhook');
const adminRoutes = underPrefixes('/api/admin');
const pageRoutes = underPrefixes('/admin').filter((route) => !publicRoutes.includes(titleOf(route)));
const socketRoutes = routes.filter(({ path }) => path === '/api/push');
const agentRoutes = underPrefixes(
  '/api/agent',
  '/api/agents',
  '/api/session',
  '/api/push/tickets',
  '/api/line',
  '/api/calls',
  '/api/calls.csv',
  '/api/team',
).filter((route) => !signedRoutes.includes(route));
const guardedRoutes = [...signedRoutes, ...adminRoutes, ...pageRoutes, ...socketRoutes, ...agentRoutes];
const withTitles = (some: Route[]) => some.map((route) => ({ ...route, title: titleOf(route) }));

/** Requests the route with something in place of its parameters. */
function request({ method, path }: Route, init: RequestInit = {}): Promise<Response> {
  return backend.fetch(path.replaceAll(/:\w+/g, newSid()), { method, ...init });
}

/** The tables that a sign-in changes: the last two of `database`. */
const adminTables = { at: -2, count: 2 };

async function database(): Promise<unknown[]> {
  const tables = [
    'agents',
    'sessions',
    'pairing_codes',
    'calls',
    'call_reports',
    'voicemails',
    'phone_codes',
    'call_contexts',
    'former_identities',
    'call_conferences',
    'call_transfers',
    'recording_plays',
    'call_recordings',
    'call_actions',
    'outgoing_stops',
    'asked_countries',
    'changed_limits',
    'admins',
    'admin_sessions',
    'admin_actions',
  ];
  const results = await env.DB.batch(tables.map((table) => env.DB.prepare(`SELECT * FROM ${table}`)));
  return results.map((result) => result.results);
}

test('every route belongs to one audience', () => {
  const known = [...publicRoutes, ...guardedRoutes.map(titleOf)];
  expect(routes.map(titleOf).toSorted()).toEqual(known.toSorted());
  // A handler for all methods would be no route for this test: only middleware is registered so.
  for (const { path } of app.routes.filter((entry) => !isRoute(entry))) expect(path).toMatch(/\/\*$/);
  for (const audience of [signedRoutes, adminRoutes, pageRoutes, socketRoutes, agentRoutes]) expect(audience).not.toEqual([]);
});

describe.each(withTitles(signedRoutes))('$title', ({ method, path }) => {
  const route = { method, path };
  const params = { CallSid: newSid(), From: 'client:sara', To: customer, CallStatus: 'ringing', DialCallStatus: 'busy' };
  const { TWILIO_AUTH_TOKEN: authToken, PUBLIC_URL: publicUrl } = goodSettings;

  test.each([
    ['no signature', null],
    ['an empty signature', ''],
    ['a signature by another token', sign('b'.repeat(32), publicUrl + path, params)],
    ['a signature for another host', sign(authToken, `http://127.0.0.1:8787${path}`, params)],
    ['a signature for another path', sign(authToken, `${publicUrl}/api/calls`, params)],
    ['a signature for other parameters', sign(authToken, publicUrl + path, { ...params, To: '+14155550101' })],
    ['a signature that is no Base64', '????'],
  ])('refuses %s with 403 and changes nothing', async (_, signature) => {
    const before = await database();
    expect(await problemIn(await request(route, twilioPost(params, signature)))).toEqual({ status: 403, problem: 'request-refused' });
    expect(await database()).toEqual(before);
  });

  test('refuses the session of an agent with 403', async () => {
    const { session } = await joinAgent(backend);
    const headers = { authorization: `Bearer ${session}` };
    expect((await request(route, { body: new URLSearchParams(params), headers })).status).toBe(403);
  });

  test('passes a signed request', async () => {
    expect((await backend.twilio(path, params)).status).not.toBe(403);
  });

  test('refuses every request with 503 without the auth token or the public address', async () => {
    const before = await database();
    const signed = twilioPost(params, sign(authToken, publicUrl + path, params));
    expect((await startBackend({ TWILIO_AUTH_TOKEN: '' }).fetch(path, signed)).status).toBe(503);
    expect((await startBackend({ PUBLIC_URL: '' }).fetch(path, twilioPost(params, sign('', path, params)))).status).toBe(503);
    expect(await database()).toEqual(before);
  });

  test('refuses a body of more than 64 KiB with 413', async () => {
    expect((await backend.twilio(path, { ...params, Padding: 'a'.repeat(70_000) })).status).toBe(413);
  });
});

describe.each(withTitles(agentRoutes))('$title', (route) => {
  test.each([
    ['no session', {}, 'not-paired'],
    ['an unknown session', { authorization: `Bearer ${'A'.repeat(32)}` }, 'session-revoked'],
    ['the admin token', { authorization: `Bearer ${goodSettings.ADMIN_TOKEN}` }, 'session-revoked'],
    ['another scheme', { authorization: 'Basic c2FyYTpzZWNyZXQ=' }, 'session-revoked'],
  ])('refuses %s with 401', async (_, headers: Record<string, string>, problem) => {
    const before = await database();
    expect(await problemIn(await request(route, { headers }))).toEqual({ status: 401, problem });
    expect(await database()).toEqual(before);
  });
});

describe.each(withTitles(socketRoutes))('$title', (route) => {
  test.each([pushProtocol, `${pushProtocol}, nobody`])('refuses with 401 the subprotocols "%s"', async (protocols) => {
    const headers = { upgrade: 'websocket', 'sec-websocket-protocol': protocols };
    expect((await request(route, { headers })).status).toBe(401);
  });

  test('refuses a session: a subprotocol stands in logs', async () => {
    const { session } = await joinAgent(backend);
    const headers = { upgrade: 'websocket', 'sec-websocket-protocol': `${pushProtocol}, ${session}`, authorization: `Bearer ${session}` };
    expect((await request(route, { headers })).status).toBe(401);
  });
});

describe.each(withTitles(adminRoutes))('$title', (route) => {
  test('refuses with 401 no token, a wrong one, and the session of an agent', async () => {
    const { session } = await joinAgent(backend);
    const before = await database();
    const body = route.method === 'POST' ? { body: JSON.stringify({ name: 'Intruder' }) } : {};
    for (const authorization of ['', 'Bearer wrong', `Bearer ${session}`]) {
      const headers: Record<string, string> = authorization ? { authorization } : {};
      expect(await problemIn(await request(route, { headers, ...body }))).toEqual({ status: 401, problem: 'request-refused' });
    }
    expect(await database()).toEqual(before);
  });

  test.each([
    ['', 'settings-missing'],
    ['short', 'settings-malformed'],
  ])('is closed while the admin token is "%s"', async (token, problem) => {
    const closed = startBackend({ ADMIN_TOKEN: token });
    const answer = await closed.fetch(route.path, { method: route.method, headers: { authorization: `Bearer ${token}` } });
    expect(await problemIn(answer)).toEqual({ status: 503, problem });
  });
});

describe.each(withTitles(pageRoutes))('$title', (route) => {
  const own = { origin: 'http://127.0.0.1:8787', 'content-type': 'application/x-www-form-urlencoded' };
  const isForm = route.method !== 'GET';

  test('without a session leads to the sign-in, or is refused with 401, and changes nothing', async () => {
    const { session } = await joinAgent(backend);
    const before = await database();
    for (const cookie of ['', `${sessionCookie}=wrong`, `${sessionCookie}=${session}`, `${sessionCookie}=${goodSettings.ADMIN_TOKEN}`]) {
      const headers = { ...own, cookie, authorization: `Bearer ${goodSettings.ADMIN_TOKEN}` };
      const answer = await request(route, { redirect: 'manual', headers, ...(isForm ? { body: 'name=Intruder' } : {}) });
      expect(answer.status).toBe(isForm ? 401 : 303);
    }
    expect(await database()).toEqual(before);
  });

  test.skipIf(!isForm)('refuses with 403 a form of another site, and one without the token of the session', async () => {
    const { cookie, formToken } = await signIn(backend);
    const before = await database();
    for (const [origin, token] of [
      ['https://evil.example', formToken],
      ['null', formToken],
      [undefined, formToken],
      [own.origin, ''],
      [own.origin, 'a'.repeat(64)],
      [own.origin, (await signIn(backend)).formToken],
    ]) {
      const headers: Record<string, string> = { ...own, cookie, ...(origin ? { origin } : {}) };
      if (!origin) delete headers['origin'];
      const body = new URLSearchParams({ formToken: token ?? '', name: 'Intruder', stopped: 'yes', country: 'EG' }).toString();
      expect(await problemIn(await request(route, { headers, body }))).toEqual({ status: 403, problem: 'request-refused' });
    }
    expect((await database()).toSpliced(adminTables.at, adminTables.count)).toEqual(before.toSpliced(adminTables.at, adminTables.count));
  });

  test('is closed while the admin token is unset', async () => {
    const closed = startBackend({ ADMIN_TOKEN: '' });
    const answer = await closed.fetch(route.path, { method: route.method, headers: own });
    expect(await problemIn(answer)).toEqual({ status: 503, problem: 'settings-missing' });
  });
});

test.each([
  'POST /api/nothing',
  'GET /api/calls/twiml/outbound',
  'POST /api/calls/twiml/nothing',
  'PUT /api/agent',
  'POST /api/admin/nothing',
  'POST /admin/nothing',
  'POST /admin',
])('no route takes %s: 404 before any guard', async (title) => {
  const [method = '', path = ''] = title.split(' ');
  expect(await problemIn(await backend.fetch(path, { method }))).toEqual({ status: 404, problem: 'not-found' });
});
