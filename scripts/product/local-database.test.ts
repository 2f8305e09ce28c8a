import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runTool } from '../tools/run-tool.ts';
import { prepareDatabase, type RunWrangler } from './local-database.ts';

const local = ['-c', 'worker/wrangler.jsonc', '--persist-to'];
const env = { CI: '1', WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' };
const wrangler = (args: string[], at: string) => runTool('wrangler', 'wrangler', [...args, ...local, at], 'collect', env);

const interrupted: RunWrangler = async (_, at) => {
  mkdirSync(path.join(at, 'v3/d1'), { recursive: true });
  writeFileSync(path.join(at, 'v3/d1/half.sqlite'), '');
  return 1;
};

let folder: string;
let commands: string[];
const run: RunWrangler = async (args, at) => {
  commands.push(args.slice(0, 3).join(' '));
  return (await wrangler(args, at)).code;
};

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hatif-database-'));
  commands = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the database of the local backend', () => {
  it('has all migrations when it is new, and is asked about no more', async () => {
    expect(await prepareDatabase(folder, run)).toBe(true);
    expect((await wrangler(['d1', 'migrations', 'list', 'DB', '--local'], folder)).output).toContain('No migrations to apply');
    expect(await prepareDatabase(folder, run)).toBe(true);
    expect(commands).toEqual(['d1 execute DB']);
    expect(readdirSync(folder).toSorted()).toEqual(['migrated', 'v3']);
  });

  it('is left to wrangler when the migrations have changed since', async () => {
    const database = path.join(folder, 'v3/d1/one.sqlite');
    mkdirSync(path.dirname(database), { recursive: true });
    writeFileSync(database, 'rows');
    writeFileSync(path.join(folder, 'migrated'), 'of other migrations');
    const noted: RunWrangler = async (args, at) => {
      expect(at).toBe(folder);
      commands.push(args.slice(0, 3).join(' '));
      return 0;
    };
    expect(await prepareDatabase(folder, noted)).toBe(true);
    expect(await prepareDatabase(folder, noted)).toBe(true);
    expect(commands).toEqual(['d1 migrations apply']);
    expect(readFileSync(database, 'utf8')).toBe('rows');
  });

  it('is not there after a start that was interrupted, and is complete after the next', async () => {
    expect(await prepareDatabase(folder, interrupted)).toBe(false);
    expect(existsSync(path.join(folder, 'v3'))).toBe(false);
    expect(await prepareDatabase(folder, run)).toBe(true);
    expect(readdirSync(path.join(folder, 'v3/d1'))).not.toContain('half.sqlite');
  });
});
