/** The files of the page of simulated phones. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** Gives undefined for what is no file of the page. */
export async function readPageFile(requested: string): Promise<{ type: string; body: Buffer } | undefined> {
  const name = requested === '/' ? 'phones.html' : requested.slice(1);
  const type = types[path.extname(name)];
  if (!type || !/^[\w-]+\.\w+$/.test(name)) return undefined;
  try {
    return { type, body: await readFile(path.join(import.meta.dirname, '..', 'page', name)) };
  } catch {
    return undefined;
  }
}
