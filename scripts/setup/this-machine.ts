/** The backend on this machine, behind a tunnel with a public address: settings in `worker/.env`, where `wrangler dev` reads them. */
import path from 'node:path';
import { readEnvFile, removeFromEnvFile, setInEnvFile } from './env-file.ts';
import type { Host } from './host.ts';
import { type RunWrangler, wranglerDone } from './wrangler.ts';

/** @param tunnelUrl the public address that leads to `wrangler dev`. */
export function thisMachine(run: RunWrangler, { root, tunnelUrl }: { root: string; tunnelUrl: string }): Host {
  const envFile = path.join(root, 'worker/.env');
  const config = path.join(root, 'worker/wrangler.jsonc');
  return {
    name: 'this machine',
    servesAfterwards: false,
    databaseName: 'local',
    prepare: () => Promise.resolve(`behind ${tunnelUrl}`),
    findDatabase: () => Promise.resolve(true),
    databaseExists: () => Promise.resolve(true),
    workerExists: () => Promise.resolve(false),
    createDatabase: () => Promise.resolve(),
    async applyMigrations() {
      await wranglerDone(run(['d1', 'migrations', 'apply', 'DB', '--local', '-c', config]), 'Preparing the local database');
    },
    deploy: () => Promise.resolve(tunnelUrl),
    putSettings: (settings) => Promise.resolve(setInEnvFile(envFile, settings)),
    deleteWorker: () => Promise.resolve(removeFromEnvFile(envFile, Object.keys(readEnvFile(envFile)).filter(isSetting))),
    deleteDatabase: () => Promise.resolve(),
  };
}

/** The settings that the setup writes; others are the admin's. */
const written = new Set([
  'TWILIO_ACCOUNT_SID',
  'TWILIO_AUTH_TOKEN',
  'TWILIO_API_KEY',
  'TWILIO_API_SECRET',
  'TWILIO_TWIML_APP_SID',
  'TWILIO_PHONE_NUMBER',
  'TWILIO_API_BASE_URL',
  'PUBLIC_URL',
  'ADMIN_TOKEN',
  'ALLOWED_COUNTRIES',
]);
const isSetting = (name: string) => written.has(name);
