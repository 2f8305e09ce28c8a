/**
 * `npm run doctor [-- URL] [--fix] [--json]`: checks this machine, and the backend at URL, the one that npm start runs here,
 * or the one in `.env`, with its Twilio account.
 */
import { parseArgs } from 'node:util';
import type { Check } from '../shared/doctor.ts';
import { backendChecks, type ExaminedBackend } from './doctor/backend-checks.ts';
import { machineChecks } from './doctor/machine-checks.ts';
import { findBackend, readSettings } from './product/find-backend.ts';
import { runningProduct } from './product/running-product.ts';
import { root } from './tools/root.ts';

const usage = `Usage: npm run doctor [-- URL] [--fix] [--json]
  --fix   mends what can be mended from here: URLs at Twilio, permission for countries
  --json  prints {"ok", "checks": [{"id", "ok", "saw", "wanted", "fix"}]}; use npm run -s doctor`;

const options = readOptions();
if (options) process.exitCode = await examine(options);
else {
  console.error(usage);
  process.exitCode = 2;
}

type Options = { url: string | undefined; fix: boolean; json: boolean };

function readOptions(): Options | null {
  try {
    const flag = { type: 'boolean' } as const;
    const { values, positionals } = parseArgs({ args: process.argv.slice(2), allowPositionals: true, options: { fix: flag, json: flag } });
    return positionals.length > 1 ? null : { url: positionals[0], fix: values.fix ?? false, json: values.json ?? false };
  } catch {
    return null;
  }
}

async function examine({ url, fix, json }: Options): Promise<number> {
  const backend = await findExamined(url);
  const machine = await machineChecks();
  const { checks, mended } = backend ? await backendChecks(backend, fix) : { checks: [], mended: [] };
  const all = [...machine, ...checks];
  const ok = all.every((check) => check.ok);
  if (json) console.log(JSON.stringify({ ok, checks: all }, null, 2));
  else print(all, mended, backend);
  return ok ? 0 : 1;
}

/** Null when there is none. */
async function findExamined(url: string | undefined): Promise<ExaminedBackend | null> {
  const isKnown = url !== undefined || (await runningProduct()) !== null;
  try {
    const { url: found, adminToken } = findBackend(root, url, { isRunning: isKnown });
    return { url: found, adminToken };
  } catch {
    const named = url ?? readSettings(root).PUBLIC_URL;
    return named ? { url: named.replace(/\/+$/, ''), adminToken: null } : null;
  }
}

function print(checks: readonly Check[], mended: readonly string[], backend: ExaminedBackend | null): void {
  for (const words of mended) console.log(`+ Mended: ${words}`);
  for (const { id, ok, saw, wanted, fix } of checks) {
    console.log(`${ok ? '✓' : '✗'} ${id}: ${saw}`);
    if (!ok) console.log(`    wanted: ${wanted}\n    fix:    ${fix}`);
  }
  if (!backend)
    console.log('· No backend: start one with npm start, set one up with npm run setup, or name one: npm run doctor -- https://…');
}
