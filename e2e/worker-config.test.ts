/** The worker's configuration keeps secrets out of Cloudflare's logs. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

test('no log holds the headers of requests', () => {
  const text = readFileSync(path.join(import.meta.dirname, '../worker/wrangler.jsonc'), 'utf8');
  const config = JSON.parse(text.replaceAll(/^\s*\/\/.*$/gm, '').replaceAll(/,(?=\s*[}\]])/g, '')) as { observability: unknown };
  expect(config.observability).toEqual({ enabled: true, logs: { enabled: true, invocation_logs: false } });
});
