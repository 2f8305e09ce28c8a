/** `npm run setup`: from a Twilio account to a phone that rings. */
import path from 'node:path';
import { cloudflare } from './setup/cloudflare.ts';
import type { Host } from './setup/host.ts';
import { readOptions, usage, type SetupOptions } from './setup/options.ts';
import { saveRecord, type SetupRecord } from './setup/record.ts';
import { runSetup } from './setup/run-setup.ts';
import { migrationsHash, sourceHash } from './setup/source-hash.ts';
import { createTerminal, type Terminal } from './setup/terminal.ts';
import { thisMachine } from './setup/this-machine.ts';
import { runWrangler } from './setup/wrangler.ts';
import { root } from './tools/root.ts';
import { runTool } from './tools/run-tool.ts';

const options = readOptions(process.argv.slice(2));
if (options) process.exitCode = await main(options);
else {
  console.error(usage);
  process.exitCode = 2;
}

async function main(chosen: SetupOptions): Promise<number> {
  const terminal = createTerminal(process.stdin, process.stdout);
  const hashes = { migrations: migrationsHash(root), source: sourceHash(root) };
  try {
    return await runSetup({
      root,
      options: chosen,
      terminal,
      env: process.env,
      hashes,
      createHost: (record) => hostOf(chosen, terminal, record),
    });
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    console.error('What was done so far is kept: the same command continues there.');
    return 1;
  } finally {
    terminal.close();
  }
}

function hostOf({ tunnel, url, yes, plan }: SetupOptions, terminal: Terminal, record: SetupRecord): Host {
  const tunnelUrl = tunnel ?? record.tunnel;
  if (tunnel && record.worker && !record.tunnel) {
    throw new Error('An earlier run deployed the backend to Cloudflare. Undo that one first: npm run setup -- --undo');
  }
  if (url && record.tunnel) throw new Error('An earlier run set up this machine. Undo that one first: npm run setup -- --undo');
  if (tunnelUrl) {
    record.tunnel = tunnelUrl;
    return thisMachine(runWrangler, { root, tunnelUrl });
  }
  const mayAsk = !yes && !plan;
  return cloudflare(runWrangler, {
    configFile: path.join(root, 'worker/wrangler.jsonc'),
    customUrl: url,
    accountId: record.cloudflareAccount,
    async chooseAccount(accounts) {
      if (!mayAsk) throw new Error('This Cloudflare login has several accounts: set CLOUDFLARE_ACCOUNT_ID to the id of one.');
      const names = accounts.map(({ name, id }) => `${name} (${id})`);
      return accounts[await terminal.choose('Which Cloudflare account?', names)]?.id ?? '';
    },
    async login() {
      if (!mayAsk || !(await terminal.confirm('You are not logged in to Cloudflare. Open the browser for it?'))) return false;
      return (await runTool('wrangler', 'wrangler', ['login'], 'show')).code === 0;
    },
    keepAccount(id) {
      record.cloudflareAccount = id;
      if (record.keySid || record.worker) saveRecord(root, record);
    },
  });
}
