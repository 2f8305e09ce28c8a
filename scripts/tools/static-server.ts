/** Serves a folder of files over HTTP on 127.0.0.1: the demo CRM, and the pages that tests open. */
import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream';
import { type LocalServer, startLocalServer } from './local-server.ts';

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.wav': 'audio/wav',
};

/**
 * @param options.port 0 for any that is free.
 * @param options.fallback the file, in `dir`, for paths without an extension that name no file: an app's own routes.
 */
export function startStaticServer(options: { dir: string; port?: number; fallback?: string }): Promise<LocalServer> {
  return startLocalServer((request, response) => {
    const file = request.method === 'GET' || request.method === 'HEAD' ? find(options, request.url ?? '/') : null;
    if (!file) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
    response.writeHead(200, {
      'content-type': contentTypes[path.extname(file)] ?? 'application/octet-stream',
      'cache-control': 'no-store',
    });
    if (request.method === 'HEAD') return void response.end();
    // A reader that goes away in the middle of the file is not an error of the server.
    pipeline(createReadStream(file), response, () => undefined);
  }, options.port);
}

/** The file a request path names, null when there is none or it lies outside the folder. */
function find({ dir, fallback }: { dir: string; fallback?: string }, requestUrl: string): string | null {
  const pathname = decode(requestUrl);
  if (pathname === null) return null;
  const wanted = path.join(dir, pathname);
  if (wanted !== dir && !wanted.startsWith(dir + path.sep)) return null;
  const choices = [wanted, path.join(wanted, 'index.html'), `${wanted}.html`];
  if (fallback && path.extname(wanted) === '') choices.push(path.join(dir, fallback));
  return choices.find((file) => statSync(file, { throwIfNoEntry: false })?.isFile()) ?? null;
}

/** Null for an invalid path: broken escapes, and the null byte that the file system refuses. */
function decode(requestUrl: string): string | null {
  try {
    const pathname = decodeURIComponent(new URL(requestUrl, 'http://127.0.0.1').pathname);
    return pathname.includes('\0') ? null : pathname;
  } catch {
    return null;
  }
}
