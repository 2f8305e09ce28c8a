/**
 * What earlier runs of the setup made, in `.local/setup.json`: without secrets. An entry is written before its act, so that a
 * run that stops in between leaves nothing unknown behind; every entry names what did not exist before.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import * as z from 'zod';

const urlsSchema = z.record(z.string(), z.string());
const recordSchema = z.object({
  accountSid: z.string(),
  /** Ends the names of the key and the app that the setup makes. */
  tag: z.string(),
  keySid: z.string().optional(),
  appSid: z.string().optional(),
  number: z.string().optional(),
  bought: z.string().optional(),
  /** The fields of a number or app that was there before, for the undoing. */
  before: z.record(z.string(), urlsSchema),
  /** Countries whose permission the setup gave. */
  countries: z.array(z.string()),
  /** ALLOWED_COUNTRIES, as an earlier run was told. */
  allowed: z.array(z.string()).optional(),
  callerIds: z.array(z.string()),
  fallbackService: z.boolean().optional(),
  database: z.string().optional(),
  worker: z.boolean().optional(),
  /** The address of the tunnel, where the backend runs on this machine. */
  tunnel: z.string().optional(),
  /** Of Cloudflare, where the login has several. */
  cloudflareAccount: z.string().optional(),
  migrations: z.string().optional(),
  source: z.string().optional(),
  publicUrl: z.string().optional(),
  /** Fingerprint of the settings that the deployment has. */
  settings: z.string().optional(),
  /** The key whose secret the deployment has. */
  settingsKey: z.string().optional(),
  /** Names that the setup added to `.env`. */
  env: z.array(z.string()),
  agents: z.array(z.string()),
});

export type SetupRecord = z.infer<typeof recordSchema>;

export function newRecord(accountSid: string): SetupRecord {
  return { accountSid, tag: randomBytes(3).toString('hex'), before: {}, countries: [], callerIds: [], env: [], agents: [] };
}

const fileOf = (root: string) => path.join(root, '.local/setup.json');

/** @throws {Error} when the file is of another account, or damaged. */
export function loadRecord(root: string, accountSid: string): SetupRecord | null {
  let text: string;
  try {
    text = readFileSync(fileOf(root), 'utf8');
  } catch {
    return null;
  }
  const record = parse(text);
  if (!record) throw new Error('.local/setup.json cannot be read. Delete it if no earlier run of the setup is to be continued or undone.');
  if (record.accountSid === accountSid) return record;
  throw new Error(
    `.local/setup.json is of account ${record.accountSid}. Undo that one first (npm run setup -- --undo), or move the file away.`,
  );
}

function parse(text: string): SetupRecord | null {
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Replaces the file in one step: a run that is killed meanwhile leaves the old one. */
export function saveRecord(root: string, record: SetupRecord): void {
  mkdirSync(path.dirname(fileOf(root)), { recursive: true });
  const draft = `${fileOf(root)}.new`;
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, fileOf(root));
}

export function removeRecord(root: string): void {
  rmSync(fileOf(root), { force: true });
}
