/** Runs the backend in real workerd on this machine, with its database in a given folder. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../tools/root.ts';
import { toolFile } from '../tools/run-tool.ts';
import { prepareDatabase } from './local-database.ts';

const readyTimeoutMs = 60_000;
const config = path.join(root, 'worker/wrangler.jsonc');

export type Backend = { url: string; stop(): Promise<void> };
export type BackendOptions = {
  port: number;
  /** Settings by name. They reach wrangler through a private file: a command line can be read by every user. */
  vars: Record<string, string>;
  /** Folder of the database; made when missing. */
  persistTo: string;
  logFile: string;
};

/**
 * Applies the migrations, then serves; resolves when `/api/health` answers.
 * @throws {Error} with the end of the log when it does not come up.
 */
export async function startBackend({ port, vars, persistTo, logFile }: BackendOptions): Promise<Backend> {
  mkdirSync(persistTo, { recursive: true });
  mkdirSync(path.dirname(logFile), { recursive: true });
  const envFile = path.join(persistTo, 'settings.env');
  writeFileSync(
    envFile,
    Object.entries(vars)
      .map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
      .join(''),
    { mode: 0o600 },
  );

  const run = (args: string[], folder = persistTo) =>
    wrangler([...args, '-c', config, '--persist-to', folder, '--env-file', envFile], logFile);
  if (!(await prepareDatabase(persistTo, (args, folder) => ended(run(args, folder)))))
    throw failure('The database cannot be prepared', logFile);
  return serve(run, port, logFile, () => rmSync(envFile, { force: true }));
}

type WorkerOptions = Pick<BackendOptions, 'port' | 'logFile'> & {
  config: string;
  /** Folder of its database, if it has one. */
  persistTo?: string;
};

/** Serves another worker in the same way, for comparison; it applies its own migrations. It must answer `/api/health`. */
export async function startWorker({ config: file, port, logFile, persistTo }: WorkerOptions): Promise<Backend> {
  mkdirSync(path.dirname(logFile), { recursive: true });
  const database = persistTo === undefined ? [] : ['--persist-to', persistTo];
  return serve(
    (args) => wrangler([...args, '-c', file, ...database], logFile),
    port,
    logFile,
    () => undefined,
  );
}

async function serve(run: (args: string[]) => ChildProcess, port: number, logFile: string, afterwards: () => void): Promise<Backend> {
  const address = ['--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0'];
  const server = run(['dev', ...address, '--show-interactive-dev-session=false']);
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    await end(server);
    afterwards();
  };
  if (await answers(`${url}/api/health`, server)) return { url, stop };
  await stop();
  throw failure('The backend does not come up', logFile);
}

/** Starts wrangler under kill-with-parent: wrangler and its workerd end with this process, even if it is killed. */
function wrangler(args: string[], logFile: string): ChildProcess {
  const log = openSync(logFile, 'a');
  const killWithParent = path.join(import.meta.dirname, '../tools/kill-with-parent.ts');
  const child = spawn(process.execPath, [killWithParent, toolFile('wrangler', 'wrangler'), ...args], {
    cwd: root,
    detached: process.platform !== 'win32',
    stdio: ['pipe', log, log],
    env: {
      ...process.env,
      CI: '1',
      NO_COLOR: '1',
      // No request leaves the machine: no telemetry, no look-up of newer versions or of Cloudflare's data.
      WRANGLER_SEND_METRICS: 'false',
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      WRANGLER_HIDE_BANNER: 'true',
      WRANGLER_LOG_PATH: path.join(path.dirname(logFile), 'wrangler'),
    },
  });
  closeSync(log);
  return child;
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    if (hasEnded(child)) return resolve(child.exitCode);
    child.once('exit', (code) => resolve(code));
    child.once('error', () => resolve(1));
  });
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** kill-with-parent ends its child within its grace period. */
async function end(child: ChildProcess): Promise<void> {
  const gone = ended(child);
  child.stdin?.end();
  await gone;
}

async function answers(url: string, server: ChildProcess): Promise<boolean> {
  const until = Date.now() + readyTimeoutMs;
  while (Date.now() < until && !hasEnded(server)) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => null);
    if (answer?.ok) return true;
    await delay(50);
  }
  return false;
}

function failure(what: string, logFile: string): Error {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-20);
  return new Error(`${what}. The end of ${logFile}:\n${lines.join('\n')}`);
}
