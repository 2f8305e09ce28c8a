import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cloudflare, type CloudflareOptions } from './cloudflare.ts';
import { noDatabase, readDatabaseId } from './wrangler-config.ts';
import type { RunWrangler } from './wrangler.ts';

let folder: string;
let configFile: string;
/** What Cloudflare has, as far as wrangler shows it. */
let cloud: { loggedIn: boolean; accounts: { id: string; name: string }[]; databases: { uuid: string; name: string }[]; deployed: boolean };
let calls: { args: string[]; input: string | undefined; env: Record<string, string> | undefined }[];
const id = '11111111-2222-3333-4444-555555555555';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hatif-cloudflare-'));
  configFile = path.join(folder, 'wrangler.jsonc');
  writeFileSync(configFile, `{\n  // The name\n  "name": "hatif",\n  "d1_databases": [{ "database_id": "${noDatabase}" }]\n}\n`);
  cloud = { loggedIn: true, accounts: [{ id: 'a1', name: 'One' }], databases: [], deployed: false };
  calls = [];
  vi.stubEnv('CLOUDFLARE_ACCOUNT_ID', undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const done = (stdout = '', report = '') => ({ code: 0, stdout, output: stdout, report });

const wrangler: RunWrangler = async (args, { input, env } = {}) => {
  calls.push({ args, input, env });
  const command = args.slice(0, 2).join(' ');
  if (args[0] === 'whoami') return done(JSON.stringify({ loggedIn: cloud.loggedIn, email: 'admin@example.com', accounts: cloud.accounts }));
  if (command === 'd1 list') return done(JSON.stringify(cloud.databases));
  if (command === 'd1 create') cloud.databases.push({ uuid: id, name: args[2] ?? '' });
  if (command === 'd1 delete') cloud.databases = [];
  if (command === 'deployments list' && !cloud.deployed)
    return { code: 1, stdout: '', output: 'This Worker does not exist [code: 10007]', report: '' };
  if (args[0] === 'deploy')
    return done('', '{"type":"wrangler-session"}\n{"type":"deploy","targets":["schedule: * * * * *","https://hatif.me.workers.dev"]}\n');
  return done();
};

const hostWith = (options: Partial<CloudflareOptions> = {}) =>
  cloudflare(wrangler, {
    configFile,
    customUrl: null,
    accountId: undefined,
    chooseAccount: async () => 'a2',
    login: async () => false,
    keepAccount: () => undefined,
    ...options,
  });

test('without a login the next step is named', async () => {
  cloud.loggedIn = false;
  await expect(hostWith().prepare()).rejects.toThrow('npm run wrangler -- login');
  const login = async () => {
    cloud.loggedIn = true;
    return true;
  };
  expect(await hostWith({ login }).prepare()).toBe('admin@example.com, account One');
});

test('of several accounts one is chosen, kept, and used by every command', async () => {
  cloud.accounts.push({ id: 'a2', name: 'Two' });
  const kept: string[] = [];
  const host = hostWith({ keepAccount: (account) => void kept.push(account) });
  expect(await host.prepare()).toContain('account Two');
  await host.applyMigrations();
  expect(kept).toEqual(['a2']);
  expect(calls.at(-1)).toMatchObject({
    args: ['d1', 'migrations', 'apply', 'DB', '--remote', '-c', configFile],
    env: { CLOUDFLARE_ACCOUNT_ID: 'a2' },
  });
  await expect(hostWith({ accountId: 'gone' }).prepare()).rejects.toThrow('does not belong to this login');
});

test('the database is created once, and its id is written into the config with the comments kept', async () => {
  const host = hostWith();
  expect([await host.findDatabase(), await host.databaseExists()]).toEqual([false, false]);
  await host.createDatabase();
  expect(readDatabaseId(configFile)).toBe(id);
  expect(readFileSync(configFile, 'utf8')).toContain('// The name');
  expect([await host.findDatabase(), await host.databaseExists()]).toEqual([true, true]);
  await host.createDatabase();
  expect(calls.filter(({ args }) => args[1] === 'create')).toHaveLength(1);
  await host.deleteDatabase();
  expect([readDatabaseId(configFile), cloud.databases]).toEqual([noDatabase, []]);
});

test('the deployment gives its address; a domain of one’s own replaces it', async () => {
  expect(await hostWith().deploy()).toBe('https://hatif.me.workers.dev');
  expect(await hostWith({ customUrl: 'https://calls.example.com' }).deploy()).toBe('https://calls.example.com');
});

test('a deployment that was there before is recognised', async () => {
  expect(await hostWith().workerExists()).toBe(false);
  cloud.deployed = true;
  expect(await hostWith().workerExists()).toBe(true);
});

test('all settings go in one request, by standard input and never on the command line', async () => {
  await hostWith().putSettings({ TWILIO_AUTH_TOKEN: 'secret-1', ADMIN_TOKEN: 'secret-2' });
  expect(calls).toHaveLength(1);
  expect(calls[0]?.input).toBe('{"TWILIO_AUTH_TOKEN":"secret-1","ADMIN_TOKEN":"secret-2"}');
  expect(calls[0]?.args.join(' ')).not.toContain('secret-');
});

const failing: RunWrangler = async () => ({ code: 1, stdout: '', output: 'one\nAuthentication error [code: 10000]\n', report: '' });

test('a failed command shows the end of wrangler’s words', async () => {
  const host = cloudflare(failing, {
    configFile,
    customUrl: null,
    accountId: undefined,
    chooseAccount: async () => '',
    login: async () => false,
    keepAccount: () => undefined,
  });
  await expect(host.applyMigrations()).rejects.toThrow(
    'Bringing the database up to date failed. wrangler said:\none\nAuthentication error',
  );
});
