/** Rows that each query on the call log reads, and its time, in a D1 of this machine with 1000 calls, 100,000 and a million. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getPlatformProxy } from 'wrangler';
import { root } from '../scripts/tools/root.ts';
import { countRowsRead } from '../worker/testing/count-rows-read.ts';
import { logQueries } from '../worker/testing/log-queries.ts';
import { seedCalls } from '../worker/testing/seed-calls.ts';
import { quantile } from './quantile.ts';

const sizes = [1000, 100_000, 1_000_000];
const maxRatio = 1.5;
const repetitions = 5;
const now = Date.UTC(2026, 10, 21, 12);

type Measured = { rows: number; ms: number };
// No request leaves the machine.
process.env['CLOUDFLARE_CF_FETCH_ENABLED'] = 'false';
const measured = new Map<string, Measured[]>(logQueries.map(({ name }) => [name, []]));

for (const size of sizes) {
  const dir = mkdtempSync(path.join(tmpdir(), 'hatif-bench-'));
  const proxy = await getPlatformProxy<{ DB: D1Database }>({
    configPath: path.join(root, 'bench/log-database/wrangler.jsonc'),
    persist: { path: dir },
  });
  try {
    await migrate(proxy.env.DB);
    await seedCalls(proxy.env.DB, size, now);
    for (const query of logQueries) measured.get(query.name)?.push(await measure(proxy.env.DB, query.run));
  } finally {
    await proxy.dispose();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

console.log(`${'rows read and time with'.padEnd(38)}${sizes.map((size) => `${size} calls`.padStart(20)).join('')}   last : first`);
let max = 0;
for (const [name, results] of measured) {
  // A query that reads no row in a short log may read one in a long log: at least one row counts.
  const ratio = Math.max(1, results.at(-1)?.rows ?? 0) / Math.max(1, results[0]?.rows ?? 0);
  max = Math.max(max, ratio);
  const cells = results.map(({ rows, ms }) => `${rows} rows ${ms.toFixed(1)} ms`.padStart(20)).join('');
  console.log(`${name.padEnd(38)}${cells}   ${ratio.toFixed(2)}`);
}
console.log(`largest ratio of rows read ${max.toFixed(2)}, at most ${maxRatio.toFixed(2)} wanted`);
if (max > maxRatio) process.exitCode = 1;

/** Applies the migrations, statement by statement: D1 runs one statement a query. */
async function migrate(db: D1Database): Promise<void> {
  const folder = path.join(root, 'worker/migrations');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.sql')).toSorted()) {
    const sql = readFileSync(path.join(folder, file), 'utf8').replaceAll(/--.*$/gm, '');
    const statements = sql.split(';').filter((statement) => statement.trim() !== '');
    await db.batch(statements.map((statement) => db.prepare(statement)));
  }
}

/** The median time, and the rows of the last run. */
async function measure(db: D1Database, run: (db: D1Database, now: number) => Promise<unknown>): Promise<Measured> {
  const times: number[] = [];
  let rows = 0;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const counting = countRowsRead(db);
    const start = performance.now();
    await run(counting.db, now);
    times.push(performance.now() - start);
    rows = counting.rowsRead();
  }
  return { rows, ms: quantile(times, 0.5) };
}
