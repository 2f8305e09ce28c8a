/** How much the token route costs beside a bare Hono route, both in workerd; and how large the worker's script is. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { startWorker } from '../scripts/product/backend.ts';
import { freePort } from '../scripts/tools/free-port.ts';
import { startLocalProduct } from '../scripts/product/local-product.ts';
import { root } from '../scripts/tools/root.ts';

const rounds = 5;
const requestsARound = 300;

const dir = mkdtempSync(path.join(tmpdir(), 'hatif-bench-'));
const product = await startLocalProduct({ dir });
const bare = await startWorker({
  config: path.join(root, 'bench/bare-hono/wrangler.jsonc'),
  port: await freePort(0),
  logFile: path.join(dir, 'bare.log'),
});
try {
  const { workerUrl, pairingCode } = product.ready;
  const paired = await fetch(`${workerUrl}/api/pair`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: pairingCode, deviceName: 'bench' }),
  });
  const { session } = (await paired.json()) as { session: string };
  const token = () => fetch(`${workerUrl}/api/calls/token`, { headers: { authorization: `Bearer ${session}` } });
  const hello = () => fetch(`${bare.url}/bare`);
  await requestsPerSecond(token);
  await requestsPerSecond(hello);
  // In turns, so that whatever else the machine does falls on both.
  const rates = { token: 0, bare: 0 };
  for (let round = 0; round < rounds; round++) {
    rates.token += (await requestsPerSecond(token)) / rounds;
    rates.bare += (await requestsPerSecond(hello)) / rounds;
  }
  console.log(`token route      ${rates.token.toFixed(0)} requests/s (session look-up in D1, access token signed)`);
  console.log(`bare Hono route  ${rates.bare.toFixed(0)} requests/s`);
  console.log(`ratio            ${(rates.token / rates.bare).toFixed(2)} of the bare route`);
} finally {
  await bare.stop();
  await product.stop();
}

const wrangler = path.join(root, 'node_modules/wrangler/bin/wrangler.js');
for (const [name, config] of Object.entries({ hatif: 'worker', 'bare Hono': 'bench/bare-hono' })) {
  const out = path.join(dir, config);
  const env = { ...process.env, CI: '1', WRANGLER_SEND_METRICS: 'false', WRANGLER_HIDE_BANNER: 'true', WRANGLER_LOG_PATH: dir };
  await promisify(execFile)(
    process.execPath,
    [wrangler, 'deploy', '--dry-run', '--outdir', out, '-c', path.join(root, config, 'wrangler.jsonc')],
    { cwd: root, env },
  );
  const script = readFileSync(path.join(out, 'main.js'));
  console.log(
    `script of ${name.padEnd(9)}  ${(script.byteLength / 1024).toFixed(0)} KiB, ${(gzipSync(script).byteLength / 1024).toFixed(1)} KiB gzip`,
  );
}
rmSync(dir, { recursive: true, force: true, maxRetries: 5 });

/** One after another on one connection: the time of one answer, not of a queue. */
async function requestsPerSecond(ask: () => Promise<Response>): Promise<number> {
  const start = performance.now();
  for (let request = 0; request < requestsARound; request++) {
    const response = await ask();
    if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
    await response.arrayBuffer();
  }
  return requestsARound / ((performance.now() - start) / 1000);
}
