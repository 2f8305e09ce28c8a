/** `GET /api/calls.csv`: the calls that pass the filters, as a file for a spreadsheet. */
import { zValidator } from '@hono/zod-validator';
import type { Context } from 'hono';
import * as z from 'zod/mini';
import { callFiltersSchema } from '../../shared/call-log/call-filters.ts';
import { findCalls } from '../call-log/find-calls.ts';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { readCallSearch } from './call-filters.ts';
import { csvHead, csvRow } from './csv-rows.ts';

const rowsPerQuery = 1000;
/** Cloudflare's free plan allows 50 queries for a request. */
const maxQueries = 40;

type CsvQuery = { in: { query: z.input<typeof callFiltersSchema> }; out: { query: z.output<typeof callFiltersSchema> } };

/** Middleware: refuses a malformed filter with 400. */
export const readCsvQuery = zValidator('query', callFiltersSchema, (result) => {
  if (!result.success) refuse('request-refused', { because: `the filter ${String(result.error.issues[0]?.path[0])} is malformed` });
});

/** Newest first, at most 40,000 calls. Streamed: the worker holds one query's rows at a time. */
export async function getCallsCsv(c: Context<App, '/calls.csv', CsvQuery>): Promise<Response> {
  const search = await readCallSearch(c, c.req.valid('query'));
  const rows = csvPages(c.env.DB, search);
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { value, done } = await rows.next();
      if (done) controller.close();
      else controller.enqueue(new TextEncoder().encode(value));
    },
  });
  return c.newResponse(body, {
    status: 200,
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="calls.csv"' },
  });
}

async function* csvPages(db: D1Database, search: Parameters<typeof findCalls>[1]): AsyncGenerator<string, undefined> {
  yield csvHead;
  let cursor: Parameters<typeof findCalls>[3] = null;
  for (let query = 0; query < maxQueries; query++) {
    const calls = await findCalls(db, search, rowsPerQuery, cursor);
    if (calls.length > 0) yield calls.map(csvRow).join('');
    const last = calls.at(-1);
    if (!last || calls.length < rowsPerQuery) return;
    cursor = { startedAt: Date.parse(last.startedAt), sid: last.id };
  }
}
