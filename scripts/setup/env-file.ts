/** Reads and changes `.env` files line by line: comments and other lines stay. Only this user may read the file. */
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';

export function readEnvFile(file: string): Record<string, string | undefined> {
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
}

const isLineOf = (line: string, name: string) => new RegExp(`^\\s*(export\\s+)?${name}\\s*=`).test(line);
const linesOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8').replace(/\n$/, '').split('\n') : []);

function save(file: string, lines: readonly string[]): void {
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}

export function setInEnvFile(file: string, values: Record<string, string>): void {
  const names = Object.keys(values);
  const kept = linesOf(file).filter((line) => !names.some((name) => isLineOf(line, name)));
  save(file, [...kept, ...Object.entries(values).map(([name, value]) => `${name}=${JSON.stringify(value)}`)]);
}

/** Deletes the file when nothing is left in it. */
export function removeFromEnvFile(file: string, names: readonly string[]): void {
  if (!existsSync(file)) return;
  const kept = linesOf(file).filter((line) => !names.some((name) => isLineOf(line, name)));
  if (kept.some((line) => line.trim() !== '')) save(file, kept);
  else rmSync(file);
}

/** Plans the change of the root's `.env`. @returns the names that it does not have yet, and the function that writes. */
export function writeEnv(root: string, values: Record<string, string>): { record: string[]; write: () => void } {
  const file = path.join(root, '.env');
  const present = readEnvFile(file);
  return { record: Object.keys(values).filter((name) => !present[name]), write: () => setInEnvFile(file, values) };
}
