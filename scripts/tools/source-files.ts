/** The files of the repository that people write, as paths from the root with forward slashes. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.ts';

const generated = new Set(['node_modules', 'dist', '.git', '.local', '.wrangler']);

/** Read from the disk and not from git: a downloaded archive has no history. */
export function sourceFiles(folder = ''): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return generated.has(entry.name) ? [] : sourceFiles(name);
    return [name];
  });
}
