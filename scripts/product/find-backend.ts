/** Which backend the admin commands work on, and with which token. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import * as z from 'zod';

export type FoundBackend = {
  /** Without a slash at its end. */
  url: string;
  adminToken: string;
  /** Where this was found, for people. */
  source: string;
};

const readySchema = z.object({ workerUrl: z.url(), adminToken: z.string() });

/**
 * @param root folder with `.env` and `.local`.
 * @param url the requested address; without it the product that runs here, else the deployment in `.env`.
 * @param isRunning false when the product of `ready.json` is known to have been killed.
 * @throws {Error} with the next step when there is no backend, or no token for it.
 */
export function findBackend(root: string, url?: string, { isRunning = true } = {}): FoundBackend {
  const running = isRunning ? readReady(path.join(root, '.local/ready.json')) : null;
  if (url !== undefined) return { ...askedFor(root, url, running), source: 'from --url' };
  if (running) return { url: running.workerUrl, adminToken: running.adminToken, source: 'running on this machine, from .local/ready.json' };
  const { PUBLIC_URL, ADMIN_TOKEN } = readSettings(root);
  if (!PUBLIC_URL) throw new Error('No backend found: start one with npm start, or set PUBLIC_URL and ADMIN_TOKEN in .env, or give --url.');
  return { url: safeUrl(PUBLIC_URL), adminToken: needToken(ADMIN_TOKEN), source: 'from .env' };
}

function askedFor(root: string, text: string, running: z.infer<typeof readySchema> | null): Omit<FoundBackend, 'source'> {
  const url = safeUrl(text);
  if (running?.workerUrl === url) return { url, adminToken: running.adminToken };
  return { url, adminToken: needToken(readSettings(root).ADMIN_TOKEN) };
}

function readReady(file: string): z.infer<typeof readySchema> | null {
  if (!existsSync(file)) return null;
  try {
    return readySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Error(`${file} cannot be read. Delete it, or start Hatif again with npm start.`, { cause });
  }
}

/** `.env`, overridden by the environment. */
export function readSettings(root: string): { PUBLIC_URL: string | undefined; ADMIN_TOKEN: string | undefined } {
  const file = path.join(root, '.env');
  const { PUBLIC_URL, ADMIN_TOKEN } = { ...(existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}), ...process.env };
  return { PUBLIC_URL, ADMIN_TOKEN };
}

/** The admin token travels to this address, so it must be encrypted or stay on this machine. */
function safeUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const loopback = url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url?.protocol !== 'https:' && !loopback) throw new Error('The address of a backend starts with https:// (or http://127.0.0.1).');
  return text.replace(/\/+$/, '');
}

function needToken(token: string | undefined): string {
  if (!token) throw new Error('Missing ADMIN_TOKEN: set it in .env or in the environment, as it is set in the backend.');
  return token;
}
