/** The id of the D1 database in `worker/wrangler.jsonc`, changed as text: comments stay. */
import { readFileSync, writeFileSync } from 'node:fs';

const pattern = /("database_id":\s*")([^"]*)(")/;
/** Stands in a clone that was never deployed; locally it is as good as any. */
export const noDatabase = '00000000-0000-0000-0000-000000000000';

export function readDatabaseId(configFile: string): string {
  return pattern.exec(readFileSync(configFile, 'utf8'))?.[2] ?? noDatabase;
}

export function writeDatabaseId(configFile: string, id: string): void {
  const text = readFileSync(configFile, 'utf8');
  if (!pattern.test(text)) throw new Error(`${configFile} has no "database_id".`);
  writeFileSync(configFile, text.replace(pattern, `$1${id}$3`));
}
