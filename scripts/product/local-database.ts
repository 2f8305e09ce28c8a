/** The backend's database on this machine: a new one gets all migrations in one step, an older one those that it lacks. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../tools/root.ts';

const migrations = path.join(root, 'worker/migrations');
/** Where wrangler keeps its databases, in the folder of `--persist-to`. */
const databases = 'v3/d1';

/** Runs wrangler with these arguments on the databases of `folder`; resolves with the exit code. */
export type RunWrangler = (args: string[], folder: string) => Promise<number | null>;

/** @returns false when wrangler fails; then the database is as it was, but for the migrations that were applied one by one. */
export async function prepareDatabase(folder: string, run: RunWrangler): Promise<boolean> {
  // Kept beside the database: asking wrangler whether there is anything to apply takes seconds.
  const stamp = path.join(folder, 'migrated');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === migrationsHash()) return true;
  const isOlder = existsSync(path.join(folder, databases));
  const code = isOlder ? await run(['d1', 'migrations', 'apply', 'DB', '--local'], folder) : await create(folder, run);
  if (code !== 0) return false;
  writeFileSync(stamp, migrationsHash());
  return true;
}

/** Wrangler starts anew for each migration that it applies, one second each. Moved into place when it is complete. */
async function create(folder: string, run: RunWrangler): Promise<number | null> {
  const unfinished = path.join(folder, 'unfinished');
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const file = path.join(unfinished, 'migrations.sql');
  writeFileSync(file, allMigrations());
  const code = await run(['d1', 'execute', 'DB', '--local', '--yes', '--file', file], unfinished);
  if (code !== 0) return code;
  mkdirSync(path.dirname(path.join(folder, databases)), { recursive: true });
  renameSync(path.join(unfinished, databases), path.join(folder, databases));
  rmSync(unfinished, { recursive: true, force: true });
  return code;
}

/** The migrations in their order, each with wrangler's record of it: `d1 migrations apply` finds nothing to do. */
function allMigrations(): string {
  const records =
    'CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL);';
  const steps = migrationFiles().map(
    (name) => `${readFileSync(path.join(migrations, name), 'utf8')}\nINSERT INTO d1_migrations (name) VALUES ('${name}');`,
  );
  return [records, ...steps].join('\n');
}

function migrationFiles(): string[] {
  return readdirSync(migrations)
    .filter((name) => name.endsWith('.sql'))
    .toSorted();
}

function migrationsHash(): string {
  const hash = createHash('sha256');
  for (const name of migrationFiles()) hash.update(name).update(readFileSync(path.join(migrations, name)));
  return hash.digest('hex');
}
