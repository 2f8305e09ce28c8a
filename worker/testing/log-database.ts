/** A worker for `bench/log.bench.ts`: a log of any size, and what each query on it costs. */
import { Hono } from 'hono';
import { countRowsRead } from './count-rows-read.ts';
import { logQueries } from './log-queries.ts';
import { seedCalls } from './seed-calls.ts';

const now = Date.UTC(2026, 10, 21, 12);
const repetitions = 5;

export default new Hono<{ Bindings: { DB: D1Database } }>()
  .get('/api/health', (c) => c.body(null, 204))
  .post('/migrations', async (c) => {
    const sql = (await c.req.text()).replaceAll(/--.*$/gm, '');
    // The statements of a trigger are indented.
    const statements = sql.split(/;\n(?!\s*END|  )/).filter((statement) => statement.trim() !== '');
    await c.env.DB.batch(statements.map((statement) => c.env.DB.prepare(statement)));
    return c.body(null, 204);
  })
  .post('/calls', async (c) => {
    await seedCalls(c.env.DB, Number(c.req.query('count')), now);
    return c.body(null, 204);
  })
  .get('/measurements', async (c) => {
    const measured = [];
    for (const { name, run } of logQueries) {
      const times: number[] = [];
      let rows = 0;
      let returned = 0;
      for (let repetition = 0; repetition < repetitions; repetition++) {
        const { db, rowsRead } = countRowsRead(c.env.DB);
        const start = performance.now();
        const found = await run(db, now);
        times.push(performance.now() - start);
        rows = rowsRead();
        returned = Array.isArray(found) ? found.length : 1;
      }
      measured.push({ name, rows, returned, times });
    }
    return c.json(measured);
  });
