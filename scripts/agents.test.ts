import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { runAgents } from './agents.ts';
import { type LocalServer, startLocalServer } from './tools/local-server.ts';

type ReceivedRequest = { method: string | undefined; url: string | undefined; token: string | undefined; body: unknown };

const pairing = { code: 'abc', link: 'https://hatif.example.com/pair#abc', expiresAt: '2026-11-21T09:00:00.000Z' };
const sara = { identity: 'sara', name: 'Sara', phone: null, groups: [] as string[], revokedAt: null };
let server: LocalServer;
let url: string;
let root: string;
let received: ReceivedRequest[];
let answer: { status: number; body: unknown };
const printed = { out: [] as string[], err: [] as string[] };

beforeAll(async () => {
  server = await startLocalServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({
        method: request.method,
        url: request.url,
        token: request.headers.authorization,
        body: body && (JSON.parse(body) as unknown),
      });
      response.writeHead(answer.status).end(JSON.stringify(answer.body));
    });
  });
  ({ url } = server);
});
afterAll(() => server.close());

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'hatif-agents-'));
  received = [];
  printed.out = [];
  printed.err = [];
  vi.spyOn(console, 'log').mockImplementation((line) => void printed.out.push(String(line)));
  vi.spyOn(console, 'error').mockImplementation((line) => void printed.err.push(String(line)));
  vi.stubEnv('ADMIN_TOKEN', undefined);
  vi.stubEnv('PUBLIC_URL', undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

function running(): void {
  mkdirSync(path.join(root, '.local'));
  writeFileSync(path.join(root, '.local/ready.json'), JSON.stringify({ workerUrl: url, adminToken: 'ready-token', crmUrl: 'x' }));
}
const describeInEnv = (text: string) => writeFileSync(path.join(root, '.env'), text);

test('adds an agent to the backend that runs on this machine', async () => {
  running();
  answer = { status: 201, body: sara };
  expect(await runAgents(['add', 'Sara', '--phone', '+966555010142'], root)).toBe(0);
  expect(received).toEqual([
    { method: 'POST', url: '/api/admin/agents', token: 'Bearer ready-token', body: { name: 'Sara', phone: '+966555010142' } },
  ]);
  expect(printed.out).toEqual(['Added Sara (sara). Next: npm run agents -- pair "Sara"']);
  expect(printed.err[0]).toContain('.local/ready.json');
});

test('opens the calls of the team to an agent, and closes them', async () => {
  running();
  answer = { status: 200, body: { seesTeam: true } };
  expect(await runAgents(['team', 'Sara', '--access', 'on'], root)).toBe(0);
  answer = { status: 200, body: { seesTeam: false } };
  expect(await runAgents(['team', 'Sara', '--access', 'off'], root)).toBe(0);
  expect(received).toMatchObject([
    { method: 'POST', url: '/api/admin/team-access', body: { name: 'Sara', seesTeam: true } },
    { body: { name: 'Sara', seesTeam: false } },
  ]);
  expect(printed.out).toEqual(["Sara sees everybody's calls", 'Sara sees the own calls and the unanswered ones']);
  expect(await runAgents(['team', 'Sara'], root)).toBe(2);
  expect(await runAgents(['pair', 'Sara', '--access', 'on'], root)).toBe(2);
});

test('adds an agent with ring groups, and replaces them', async () => {
  running();
  answer = { status: 201, body: { ...sara, groups: ['sales', 'support'] } };
  expect(await runAgents(['add', 'Sara', '--groups', 'sales, support'], root)).toBe(0);
  answer = { status: 200, body: { ...sara, groups: ['vip'] } };
  expect(await runAgents(['groups', 'Sara', '--groups', 'vip'], root)).toBe(0);
  answer = { status: 200, body: sara };
  expect(await runAgents(['groups', 'Sara', '--groups', 'none'], root)).toBe(0);
  expect(received).toMatchObject([
    { url: '/api/admin/agents', body: { name: 'Sara', groups: ['sales', 'support'] } },
    { url: '/api/admin/ring-groups', body: { name: 'Sara', groups: ['vip'] } },
    { url: '/api/admin/ring-groups', body: { name: 'Sara', groups: [] } },
  ]);
  expect(printed.out.slice(1)).toEqual(['Ring groups of Sara: vip', 'Ring groups of Sara: none']);
});

test('prints nothing but the pairing link to standard output', async () => {
  running();
  answer = { status: 201, body: pairing };
  expect(await runAgents(['pair', 'Sara', 'Ali'], root)).toBe(0);
  expect(received[0]).toMatchObject({ url: '/api/admin/pairing-codes', body: { name: 'Sara Ali' } });
  expect(printed.out).toEqual([pairing.link]);
});

test('lists everybody; a browser cannot steer the terminal by its name', async () => {
  running();
  const gone = { ...sara, name: 'Omar', identity: 'omar', revokedAt: '2026-11-20T09:00:00.000Z', devices: [] };
  answer = { status: 200, body: { agents: [{ ...sara, groups: ['sales', 'vip'], devices: ['Chrome\u001b[2J', 'Edge'] }, gone] } };
  expect(await runAgents(['list'], root)).toBe(0);
  expect(printed.out).toEqual([
    'Sara (sara), no phone, rings for sales and vip: Chrome?[2J, Edge\nOmar (omar), no phone: revoked 2026-11-20T09:00:00.000Z',
  ]);
});

test('revokes on the deployment that .env describes, with the token from there', async () => {
  describeInEnv(`PUBLIC_URL=${url}/\nADMIN_TOKEN="env-token"\n`);
  answer = { status: 200, body: { endedSessions: 2 } };
  expect(await runAgents(['revoke', 'Sara'], root)).toBe(0);
  expect(received[0]).toMatchObject({ url: '/api/admin/revocations', token: 'Bearer env-token' });
  expect(printed.out).toEqual(['Revoked Sara; sessions ended: 2']);
  expect(printed.err).toEqual([`Backend: ${url} (from .env)`]);
});

test('lists the browsers of an agent, and signs one out', async () => {
  running();
  const times = { createdAt: '2026-11-01T09:00:00.000Z', lastUsedAt: '2026-11-20T23:59:00.000Z' };
  answer = { status: 200, body: { sessions: [{ id: '0a1b2c3d', deviceName: 'Chrome\u001b[2J', ...times }] } };
  expect(await runAgents(['sessions', 'Sara', 'Ali'], root)).toBe(0);
  answer = { status: 200, body: { endedSessions: 1 } };
  expect(await runAgents(['revoke', 'Sara Ali', '--device', '0a1b2c3d'], root)).toBe(0);
  expect(received).toMatchObject([
    { method: 'GET', url: '/api/admin/sessions?name=Sara+Ali' },
    { method: 'POST', url: '/api/admin/revocations', body: { name: 'Sara Ali', device: '0a1b2c3d' } },
  ]);
  // A lost id must not remove the agent.
  await runAgents(['revoke', 'Sara', '--device', ''], root);
  expect(received.at(-1)).toMatchObject({ body: { name: 'Sara', device: '' } });
  expect(printed.out.slice(0, 2)).toEqual([
    '0a1b2c3d  Chrome?[2J, connected 2026-11-01, last used 2026-11-20',
    'Signed out browser 0a1b2c3d of Sara Ali',
  ]);
});

test('goes where --url says, with the token from the environment', async () => {
  vi.stubEnv('ADMIN_TOKEN', 'shell-token');
  answer = { status: 200, body: { agents: [] } };
  expect(await runAgents(['list', '--url', url], root)).toBe(0);
  expect(received[0]?.token).toBe('Bearer shell-token');
  expect(printed.out).toEqual(['Nobody yet.']);
});

test("tells the backend's own words when it refuses", async () => {
  running();
  answer = { status: 409, body: { problem: 'request-refused', message: 'The request does not fit: there is an agent of this name' } };
  expect(await runAgents(['add', 'Sara'], root)).toBe(1);
  expect(printed.err.at(-1)).toBe('The request does not fit: there is an agent of this name');
  answer = { status: 502, body: '<html>' };
  expect(await runAgents(['add', 'Sara'], root)).toBe(1);
  expect(printed.err.at(-1)).toBe(`${url} answered 502, not as a Hatif backend does`);
});

test.each([
  [[]],
  [['add']],
  [['pair']],
  [['list', 'Sara']],
  [['delete', 'Sara']],
  [['groups', 'Sara']],
  [['pair', 'Sara', '--groups', 'sales']],
  [['sessions']],
  [['sessions', 'Sara', '--device', '0a1b2c3d']],
  [['pair', 'Sara', '--device', '0a1b2c3d']],
  [['pair', 'Sara', '--phone', '+1']],
  [['list', '--token', 'x']],
])('shows how it is used for %j', async (argv) => {
  running();
  expect(await runAgents(argv, root)).toBe(2);
  expect(printed.err.join()).toContain('Usage:');
  expect(received).toEqual([]);
});

test.each([
  ['', undefined, 'No backend found'],
  ['PUBLIC_URL=https://hatif.example.com', undefined, 'Missing ADMIN_TOKEN'],
  ['ADMIN_TOKEN=abc', 'http://hatif.example.com', 'starts with https://'],
  ['ADMIN_TOKEN=abc', 'nonsense', 'starts with https://'],
  ['', 'https://hatif.example.com', 'Missing ADMIN_TOKEN'],
  ['ADMIN_TOKEN=abc', 'http://127.0.0.1:1', 'http://127.0.0.1:1 does not answer'],
])('says what is missing: .env "%s", --url %s', async (env, backendUrl, message) => {
  describeInEnv(env);
  expect(await runAgents(['list', ...(backendUrl ? ['--url', backendUrl] : [])], root)).toBe(1);
  expect(printed.err.at(-1)).toContain(message);
});

test('adds an admin, whose token alone is printed to stdout', async () => {
  running();
  answer = { status: 201, body: { name: 'Noura', token: 'a-token' } };
  expect(await runAgents(['add-admin', 'Noura'], root)).toBe(0);
  expect(received).toMatchObject([{ method: 'POST', url: '/api/admin/admins', body: { name: 'Noura' } }]);
  expect(printed.out).toEqual(['a-token']);
});

test('revokes an admin, and shows admins with what was done', async () => {
  running();
  answer = { status: 200, body: { name: 'Noura' } };
  expect(await runAgents(['revoke-admin', 'Noura'], root)).toBe(0);
  expect(received).toMatchObject([{ method: 'POST', url: '/api/admin/admin-revocations', body: { name: 'Noura' } }]);
  const actions = [{ at: '2026-11-21T09:00:00.000Z', by: 'ADMIN_TOKEN', action: 'agent-added', subject: 'Sara' }];
  answer = { status: 200, body: { admins: [{ name: 'Noura', createdAt: '2026-11-20T09:00:00.000Z' }], actions } };
  expect(await runAgents(['admins'], root)).toBe(0);
  expect(printed.out.at(-1)).toBe('Noura, since 2026-11-20\n2026-11-21T09:00:00.000Z  ADMIN_TOKEN: agent-added Sara');
});
