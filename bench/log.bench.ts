/** Rows that each query on the call log reads, and its time, in workerd and D1 with 1000 calls, 100,000 and a million. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startWorker } from '../scripts/product/backend.ts';
import { freePort } from '../scripts/tools/free-port.ts';
import { root } from '../scripts/tools/root.ts';
import { quantile } from './quantile.ts';

const sizes = [1000, 100_000, 1_000_000];
const maxRatio = 1.5;

/** `returned` is 1 for a query without a list. */
type Measured = { name: string; rows: number; returned: number; times: number[] };
const bySize: Measured[][] = [];
for (const size of sizes) bySize.push(await measureLog(size));

console.log(`${'rows read : returned, median time'.padEnd(42)}${sizes.map((size) => `${size} calls`.padStart(19)).join('')}  last : first`);
let max = 0;
for (const { name } of bySize[0] ?? []) {
  const results = bySize.flatMap((measured) => measured.find((query) => query.name === name) ?? []);
  // A search finds more in a long log, up to a page.
  const ratio = rowsForEach(results.at(-1)) / rowsForEach(results[0]);
  max = Math.max(max, ratio);
  const cells = results
    .map(({ rows, returned, times }) => `${rows}:${returned} in ${quantile(times, 0.5).toFixed(0)} ms`.padStart(19))
    .join('');
  console.log(`${name.padEnd(42)}${cells}  ${ratio.toFixed(2)}`);
}
console.log(`largest ratio of rows read for each row returned: ${max.toFixed(2)} (at most ${maxRatio})`);
if (max > maxRatio) process.exitCode = 1;

/** At least one: a query that reads no row in a short log may read one in a long log. */
function rowsForEach({ rows, returned }: Measured = { name: '', rows: 0, returned: 1, times: [] }): number {
  return Math.max(1, rows / Math.max(1, returned));
}

/** Measures a fresh log of `size` calls. */
async function measureLog(size: number): Promise<Measured[]> {
  const dir = mkdtempSync(path.join(tmpdir(), 'hatif-bench-'));
  const worker = await startWorker({
    config: path.join(root, 'bench/log-database/wrangler.jsonc'),
    port: await freePort(0),
    logFile: path.join(dir, 'worker.log'),
    persistTo: path.join(dir, 'data'),
  });
  try {
    await ask(`${worker.url}/migrations`, { method: 'POST', body: migrations() });
    await ask(`${worker.url}/calls?count=${size}`, { method: 'POST' });
    return (await (await ask(`${worker.url}/measurements`)).json()) as Measured[];
  } finally {
    await worker.stop();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

function migrations(): string {
  const folder = path.join(root, 'worker/migrations');
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  return files
    .toSorted()
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n');
}

async function ask(url: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response;
}
