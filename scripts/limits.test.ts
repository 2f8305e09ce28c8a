import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { runLimits } from './limits.ts';
import { type LocalServer, startLocalServer } from './tools/local-server.ts';

let server: LocalServer;
let root: string;
let received: string[];
let answers: { status?: number; body: unknown }[];
const printed = { out: [] as string[], err: [] as string[] };

beforeAll(async () => {
  server = await startLocalServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push([request.method, request.url, body].filter(Boolean).join(' '));
      const answer = answers.length > 1 ? answers.shift()! : answers[0]!;
      response.writeHead(answer.status ?? 200).end(JSON.stringify(answer.body));
    });
  });
});
afterAll(() => server.close());

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'hatif-limits-'));
  mkdirSync(path.join(root, '.local'));
  writeFileSync(path.join(root, '.local/ready.json'), JSON.stringify({ workerUrl: server.url, adminToken: 'ready-token', crmUrl: 'x' }));
  [received, answers, printed.out, printed.err] = [[], [{ body: {} }], [], []];
  vi.spyOn(console, 'log').mockImplementation((line) => void printed.out.push(String(line)));
  vi.spyOn(console, 'error').mockImplementation((line) => void printed.err.push(String(line)));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true });
});

test('shows what today costs, who is stopped and why, and the countries that wait', async () => {
  answers = [
    {
      body: {
        today: { spent: '4.12 USD', limit: '25 USD', calls: 124, minutes: 300 },
        stops: [{ name: null, reason: 'cut-off', stoppedAt: '2026-11-21T09:00:00.000Z' }],
        countries: [
          { country: 'EG', askedBy: 'Sara', allowed: false },
          { country: 'JO', askedBy: null, allowed: true },
        ],
        limits: [
          { name: 'MAX_SPEND_PER_DAY', value: '25 USD', isChanged: true },
          { name: 'MAX_SPEND_PER_AGENT_PER_DAY', value: null, isChanged: false },
        ],
      },
    },
  ];
  expect(await runLimits([], root)).toBe(0);
  expect(printed.out.join('\n').split('\n')).toEqual([
    'Today (UTC): 4.12 USD of 25 USD, 124 outgoing calls, 300 minutes',
    'Stopped: everybody, by a cut-off, since 2026-11-21T09:00:00.000Z',
    'Country EG: waits for you, asked for by Sara',
    'Country JO: allowed',
    'MAX_SPEND_PER_DAY: 25 USD, changed by an admin',
    'MAX_SPEND_PER_AGENT_PER_DAY: none',
  ]);
});

test.each([
  [['stop', 'Sara', 'Amin'], 'POST /api/admin/stops {"stopped":true,"name":"Sara Amin"}'],
  [['allow'], 'POST /api/admin/stops {"stopped":false}'],
  [['country', 'EG'], 'POST /api/admin/countries {"country":"EG","allowed":true}'],
  [['country', 'EG', '--no'], 'POST /api/admin/countries {"country":"EG","allowed":false}'],
  [['set', 'MAX_SPEND_PER_DAY', '25', 'USD'], 'POST /api/admin/limits {"name":"MAX_SPEND_PER_DAY","value":"25 USD"}'],
  [['reset', 'MAX_SPEND_PER_DAY'], 'POST /api/admin/limits {"name":"MAX_SPEND_PER_DAY","value":null}'],
])('%j', async (argv, request) => {
  expect(await runLimits(argv, root)).toBe(0);
  expect(received).toEqual([request]);
});

const done = (endedCalls: number, isComplete: boolean) => ({ body: { endedCalls, failedCalls: 0, isComplete, key: 'revoked' } });

test('cuts off in as many requests as it takes', async () => {
  answers = [done(40, false), done(3, true)];
  expect(await runLimits(['cut-off'], root)).toBe(0);
  expect(received).toHaveLength(2);
  expect(printed.out.join()).toContain('Ended calls: 43');
});

test('exits with 1 when a call or the key is left', async () => {
  answers = [{ body: { endedCalls: 0, failedCalls: 1, isComplete: true, key: 'failed' } }];
  expect(await runLimits(['cut-off'], root)).toBe(1);
  expect(printed.out.join()).toContain('NOT revoked');
  expect(printed.err.join()).toContain('did not end: 1');
});

test.each([
  [['nothing']],
  [['country', 'egypt']],
  [['cut-off', 'Sara']],
  [['stop', '--no']],
  [['set', 'CALLS_PER_DAY']],
  [['reset']],
  [['toString']],
  [['--what']],
])('explains itself for %j', async (argv) => {
  expect(await runLimits(argv, root)).toBe(2);
  expect(received).toEqual([]);
});
