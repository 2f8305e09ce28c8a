/** Hashes of what is deployed: a second run of the setup deploys nothing that is deployed already. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { databaseIdPattern } from './wrangler-config.ts';

function hashOf(root: string, patterns: string[]): string {
  const hash = createHash('sha256');
  const files = globSync(patterns, { cwd: root }).filter((file) => !/\.test\.ts$|^worker\/(testing|\.wrangler)\//.test(file));
  for (const file of files.toSorted()) hash.update(file).update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

/** The id of the database in the config does not count: the setup writes it. */
export function sourceHash(root: string): string {
  const config = readFileSync(path.join(root, 'worker/wrangler.jsonc'), 'utf8').replace(databaseIdPattern, '');
  const files = hashOf(root, ['worker/**/*.ts', 'shared/**/*.ts', 'package-lock.json', 'package.json']);
  return createHash('sha256').update(config).update(files).digest('hex');
}
export const migrationsHash = (root: string) => hashOf(root, ['worker/migrations/*.sql']);
