/** The id of the D1 database in `worker/wrangler.jsonc`, changed as text: comments stay. */
import { readFileSync, writeFileSync } from 'node:fs';

export const databaseIdPattern = /("database_id":\s*")([^"]*)(")/;
/** Stands in a clone that was never deployed; locally it is as good as any. */
export const noDatabase = '00000000-0000-0000-0000-000000000000';

export function readDatabaseId(configFile: string): string {
  return databaseIdPattern.exec(readFileSync(configFile, 'utf8'))?.[2] ?? noDatabase;
}

export function writeDatabaseId(configFile: string, id: string): void {
  const text = readFileSync(configFile, 'utf8');
  if (!databaseIdPattern.test(text)) throw new Error(`${configFile} has no "database_id".`);
  writeFileSync(configFile, text.replace(databaseIdPattern, `$1${id}$3`));
}
