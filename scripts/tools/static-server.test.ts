import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LocalServer } from './local-server.ts';
import { startStaticServer } from './static-server.ts';

let server: LocalServer;
beforeAll(async () => {
  const parent = mkdtempSync(path.join(tmpdir(), 'hatif-static-'));
  const dir = path.join(parent, 'site');
  mkdirSync(dir);
  writeFileSync(path.join(parent, 'secret.txt'), 'secret');
  writeFileSync(path.join(dir, 'index.html'), 'home');
  writeFileSync(path.join(dir, 'list.html'), 'list');
  server = await startStaticServer({ dir, fallback: 'index.html' });
});
afterAll(() => server.close());

/** `fetch` would tidy the path away before it is sent. */
function get(rawPath: string): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: server.port, path: rawPath }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString())).on('end', () => resolve({ status: response.statusCode, text }));
    })
      .on('error', reject)
      .end();
  });
}

test.each([
  ['/', 'home'],
  ['/list', 'list'],
  ['/list.html?x=1', 'list'],
  ['/ar', 'home'],
])('%s is answered with the file it means', async (rawPath, text) => {
  expect(await get(rawPath)).toEqual({ status: 200, text });
});

test.each(['/missing.js', '/../secret.txt', '/%2e%2e/secret.txt', '/%2e%2e%2fsecret.txt', '/%ff', '/%00'])(
  '%s is not found',
  async (rawPath) => {
    expect((await get(rawPath)).status).toBe(404);
  },
);
