/** For tests of the setup: an empty account at a local Twilio, and a stand-in for the host of the backend. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { startTwilioLocal, type TwilioLocal } from '../../../twilio-local/main.ts';
import { type LocalServer, startLocalServer } from '../../tools/local-server.ts';
import type { Host } from '../host.ts';
import { readOptions } from '../options.ts';
import { runSetup } from '../run-setup.ts';
import type { Terminal } from '../terminal.ts';

export const accountSid = `AC${'a1'.repeat(16)}`;
export const authToken = 'b2'.repeat(16);
export const phone = '+966500000177';
export const onSale = '+14155550199';

type Cloud = { databases: Set<string>; migrated: number; deployed: boolean; deployments: number; settings: Record<string, string> };

type World = {
  root: string;
  twilio: TwilioLocal;
  backend: LocalServer;
  cloud: Cloud;
  agents: { name: string; phone: string | null; revokedAt: null }[];
  shown: string[];
  /** The number on sale is bought by somebody else in the moment of the purchase. */
  isSold: boolean;
  /** The agent's phone is verified by hand in the moment in which the setup asks for it. */
  isVerified: boolean;
  /** Counts down the changes outside this process; the one that reaches 0 is made, and its answer is lost. */
  changesLeft: number;
};

/** Of the running test. */
export const world = {} as World;
export const realFetch = globalThis.fetch;

/** A fresh world for each test of the file. */
export function useSetupWorld(): void {
  beforeEach(async () => {
    vi.stubGlobal('fetch', interruptibleFetch);
    await startWorld();
  });
  afterEach(async () => {
    vi.unstubAllGlobals();
    await stopWorld();
  });
}

export async function startWorld(): Promise<void> {
  world.root = mkdtempSync(path.join(tmpdir(), 'hatif-setup-'));
  world.twilio = await startTwilioLocal({
    account: { accountSid, authToken, apiKeys: [{ sid: `SK${'9'.repeat(32)}`, secret: 'foreign' }] },
    applications: [{ sid: `AP${'9'.repeat(32)}`, voiceUrl: 'https://foreign.example' }],
    numbers: [],
    phones: [{ number: phone, name: 'Omar', own: true }],
    numbersOnSale: [onSale],
    dialingCountries: ['US'],
  });
  world.agents = [];
  world.cloud = { databases: new Set(), migrated: 0, deployed: false, deployments: 0, settings: {} };
  world.shown = [];
  world.isSold = false;
  world.isVerified = false;
  world.changesLeft = Number.POSITIVE_INFINITY;
  world.backend = await startLocalServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const authorized = world.cloud.deployed && request.headers.authorization === `Bearer ${world.cloud.settings['ADMIN_TOKEN']}`;
      const answer = authorized
        ? answerOf(`${request.method} ${request.url}`, body)
        : { status: world.cloud.deployed ? 401 : 404, body: {} };
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
    });
  });
}

export async function stopWorld(): Promise<void> {
  await world.twilio.close();
  await world.backend.close();
  rmSync(world.root, { recursive: true });
}

function answerOf(route: string, body: string): { status: number; body: unknown } {
  if (route === 'GET /api/admin/agents') return { status: 200, body: { agents: world.agents } };
  const given = JSON.parse(body) as { name: string; phone?: string };
  if (route === 'POST /api/admin/pairing-codes') return { status: 201, body: { code: 'abc', link: `${world.backend.url}/pair#abc` } };
  if (world.agents.some(({ name }) => name === given.name)) return { status: 409, body: {} };
  world.agents.push({ name: given.name, phone: given.phone ?? null, revokedAt: null });
  return { status: 201, body: given };
}

function countChange(): void {
  world.changesLeft -= 1;
  if (world.changesLeft === 0) throw new Error('interrupted');
}

const refusal = (code: number) => Response.json({ code, message: 'As Twilio says.' }, { status: 400 });

const interruptibleFetch: typeof fetch = async (input, init) => {
  const creates = (resource: string) => init?.method === 'POST' && typeof input === 'string' && input.endsWith(`/${resource}.json`);
  if (world.isSold && creates('IncomingPhoneNumbers')) return refusal(21422);
  if (world.isVerified && creates('OutgoingCallerIds')) return refusal(21450);
  const response = await realFetch(input, init);
  if (init?.method && init.method !== 'GET') countChange();
  return response;
};

async function change(act: () => void): Promise<void> {
  act();
  countChange();
}

function host(): Host {
  return {
    name: 'a stand-in',
    servesAfterwards: true,
    databaseName: 'hatif',
    prepare: async () => 'somebody',
    findDatabase: async () => world.cloud.databases.has('hatif'),
    databaseExists: async () => world.cloud.databases.has('hatif'),
    workerExists: async () => world.cloud.deployed,
    createDatabase: () => change(() => world.cloud.databases.add('hatif')),
    applyMigrations: () => change(() => (world.cloud.migrated += 1)),
    async deploy() {
      await change(() => {
        world.cloud.deployed = true;
        world.cloud.deployments += 1;
      });
      return world.backend.url;
    },
    putSettings: (settings) => change(() => Object.assign(world.cloud.settings, settings)),
    deleteWorker: () =>
      change(() => {
        world.cloud.deployed = false;
        world.cloud.settings = {};
      }),
    deleteDatabase: () => change(() => world.cloud.databases.clear()),
  };
}

export const first = ['--yes', '--buy', 'US', '--countries', 'SA,US', '--agent', 'Omar', '--phone', phone];

export async function setup(argv: string[], env: Record<string, string> = {}, answers: string[] = []): Promise<number> {
  const options = readOptions(argv);
  if (!options) throw new Error(`not understood: ${argv.join(' ')}`);
  const next = () => answers.shift() ?? '';
  const terminal: Terminal = {
    say: (line) => void world.shown.push(line),
    ask: async (_, otherwise = '') => next() || otherwise,
    askHidden: async () => next(),
    confirm: async () => next() === 'y',
    choose: async () => Number(next()),
    close: () => undefined,
  };
  return runSetup({
    root: world.root,
    options,
    terminal,
    env: { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_API_BASE_URL: world.twilio.restUrl, ...env },
    hashes: { migrations: 'm1', source: 's1' },
    createHost: host,
  });
}

export async function rest<Body>(resource: string): Promise<Body> {
  const headers = { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` };
  const url = resource.startsWith('/v1') ? resource : `/2010-04-01/Accounts/${accountSid}/${resource}`;
  return (await realFetch(world.twilio.restUrl + url, { headers })).json() as Promise<Body>;
}

/** Everything that the setup may change at Twilio. */
export async function accountState() {
  const { keys } = await rest<{ keys: { sid: string; friendly_name: string }[] }>('Keys.json');
  const { applications } = await rest<{ applications: { sid: string; voice_url: string; voice_fallback_url: string }[] }>(
    'Applications.json',
  );
  const { incoming_phone_numbers: numbers } = await rest<{
    incoming_phone_numbers: { phone_number: string; voice_url: string; voice_fallback_url: string }[];
  }>('IncomingPhoneNumbers.json');
  const { services } = await rest<{ services: { unique_name: string }[] }>('/v1/Services');
  const sa = await rest<{ low_risk_numbers_enabled: boolean; high_risk_tollfraud_numbers_enabled: boolean }>(
    '/v1/DialingPermissions/Countries/SA',
  );
  return {
    keys: keys.map(({ sid }) => sid),
    applications: applications.map(({ sid, voice_url, voice_fallback_url }) => ({ sid, voice_url, voice_fallback_url })),
    numbers: numbers.map(({ phone_number, voice_url, voice_fallback_url }) => ({ phone_number, voice_url, voice_fallback_url })),
    services: services.map(({ unique_name }) => unique_name),
    saudi: [sa.low_risk_numbers_enabled, sa.high_risk_tollfraud_numbers_enabled],
  };
}

export async function expectFinished(): Promise<void> {
  const state = await accountState();
  expect(state).toEqual({
    keys: [`SK${'9'.repeat(32)}`, world.cloud.settings['TWILIO_API_KEY']],
    applications: [
      { sid: `AP${'9'.repeat(32)}`, voice_url: 'https://foreign.example', voice_fallback_url: '' },
      {
        sid: world.cloud.settings['TWILIO_TWIML_APP_SID'],
        voice_url: `${world.backend.url}/api/calls/twiml/outbound`,
        voice_fallback_url: expect.stringMatching(/\/outgoing\.xml$/),
      },
    ],
    numbers: [
      {
        phone_number: onSale,
        voice_url: `${world.backend.url}/api/calls/twiml/inbound`,
        voice_fallback_url: expect.stringMatching(/\/voicemail\.xml$/),
      },
    ],
    services: ['hatif-voicemail'],
    saudi: [true, false],
  });
  const voicemail = await realFetch(state.numbers[0]?.voice_fallback_url ?? '');
  expect([voicemail.headers.get('content-type'), await voicemail.text()]).toEqual([
    'text/xml',
    expect.stringMatching(/<Record .*action="saved.xml"/),
  ]);
  expect(world.cloud).toMatchObject({
    deployed: true,
    settings: { TWILIO_AUTH_TOKEN: authToken, PUBLIC_URL: world.backend.url, ALLOWED_COUNTRIES: 'SA,US' },
  });
  expect(world.cloud.settings['TWILIO_API_SECRET']).toMatch(/^[A-Za-z0-9]{32}$/);
  const key = `${world.cloud.settings['TWILIO_API_KEY']}:${world.cloud.settings['TWILIO_API_SECRET']}`;
  const byKey = await realFetch(`${world.twilio.restUrl}/2010-04-01/Accounts/${accountSid}/Calls.json`, {
    headers: { authorization: `Basic ${btoa(key)}` },
  });
  expect(byKey.status).toBe(200);
  expect(world.agents).toEqual([{ name: 'Omar', phone, revokedAt: null }]);
}
