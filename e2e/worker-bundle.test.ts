/** The worker's script stays small enough for a fast cold start. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const budgetKiB = 220;

test(`the worker's script is at most ${budgetKiB} KiB gzip`, { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hatif-worker-'));
  try {
    const wrangler = path.join(root, 'node_modules/wrangler/bin/wrangler.js');
    const deploy = ['deploy', '--dry-run', '--outdir', folder, '-c', path.join(root, 'worker/wrangler.jsonc')];
    const env = { ...process.env, CI: '1', WRANGLER_SEND_METRICS: 'false', WRANGLER_HIDE_BANNER: 'true', WRANGLER_LOG_PATH: folder };
    await promisify(execFile)(process.execPath, [wrangler, ...deploy], { cwd: root, env });
    const script = readFileSync(path.join(folder, 'main.js'));
    const size = gzipSync(script).byteLength / 1024;
    console.info(`worker: ${(script.byteLength / 1024).toFixed(0)} KiB, ${size.toFixed(1)} KiB gzip`);
    expect(size).toBeLessThanOrEqual(budgetKiB);
    // The REST client of the twilio package would bundle every product of Twilio.
    expect(script.includes('conversations.twilio.com')).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
