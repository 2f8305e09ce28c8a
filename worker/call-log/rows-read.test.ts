import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { countRowsRead } from '../testing/count-rows-read.ts';
import { logQueries } from '../testing/log-queries.ts';
import { seedCalls } from '../testing/seed-calls.ts';

const now = Date.UTC(2026, 10, 21, 12);
/** A returned call costs its row, the lookups of who answered, of a voicemail and of a transfer, and its share of a second index range. */
const maxRowsEach = 7;
/** A report is three statements, and writes the index and the sums where its outcome changes. */
const maxRowsOfOne = 16;

beforeAll(() => seedCalls(env.DB, 5000, now), 60_000);

test.each(logQueries)('$name reads few rows of a log of 5000 calls', async ({ run }) => {
  const { db, rowsRead } = countRowsRead(env.DB);
  const found = await run(db, now);
  const returned = Array.isArray(found) ? found.length : found instanceof Set ? found.size : 1;
  expect(rowsRead()).toBeLessThanOrEqual(Math.max(returned * maxRowsEach, maxRowsOfOne));
});
