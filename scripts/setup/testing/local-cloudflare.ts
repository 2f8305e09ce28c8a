/** For tests: wrangler in local mode in the place of Cloudflare. */
import path from 'node:path';
import { type Backend, startBackend } from '../../product/backend.ts';
import { freePort } from '../../tools/free-port.ts';
import type { Host } from '../host.ts';

export type LocalCloudflare = { host: Host; stop(): Promise<void> };

/** A deployment is a `wrangler dev`, and new settings restart it. Its database is in `dir`. */
export async function localCloudflare(dir: string): Promise<LocalCloudflare> {
  const port = await freePort(0);
  let settings: Record<string, string> = {};
  let hasDatabase = false;
  let running: Backend | null = null;

  async function stop(): Promise<void> {
    await running?.stop();
    running = null;
  }
  async function serve(): Promise<string> {
    await stop();
    running = await startBackend({ port, vars: settings, persistTo: path.join(dir, 'backend'), logFile: path.join(dir, 'backend.log') });
    return running.url;
  }
  const host: Host = {
    name: 'wrangler in local mode',
    servesAfterwards: true,
    databaseName: 'hatif',
    prepare: () => Promise.resolve('no account'),
    findDatabase: () => Promise.resolve(hasDatabase),
    databaseExists: () => Promise.resolve(hasDatabase),
    workerExists: () => Promise.resolve(running !== null),
    createDatabase: () => Promise.resolve(void (hasDatabase = true)),
    // Starting the backend applies them.
    applyMigrations: () => Promise.resolve(),
    deploy: serve,
    async putSettings(added) {
      settings = { ...settings, ...added };
      await serve();
    },
    deleteWorker: stop,
    deleteDatabase: () => Promise.resolve(void (hasDatabase = false)),
  };
  return { host, stop };
}
