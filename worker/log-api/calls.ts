/** `GET /api/calls` and `GET /api/calls/:id`: the call log. */
import { zValidator } from '@hono/zod-validator';
import type { Context } from 'hono';
import * as z from 'zod/mini';
import type { CallPage, LoggedCall } from '../../shared/api.ts';
import { type CallFilters, callFiltersSchema } from '../../shared/call-log/call-filters.ts';
import { findCalls } from '../call-log/find-calls.ts';
import { findCallPage, findReadableCall, type PageCursor } from '../call-log/logged-calls.ts';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { isUnfiltered, readCallSearch } from './call-filters.ts';
import { formatCursor, parseCursor } from './page-cursor.ts';

const defaultLimit = 20;
const maxLimit = 100;

const limitSchema = z.pipe(z.string().check(z.regex(/^\d{1,3}$/)), z.transform(Number)).check(z.minimum(1), z.maximum(maxLimit));
const pageSchema = z.object({ limit: z.optional(limitSchema), cursor: z.optional(z.string().check(z.maxLength(100))) });
const callQuerySchema = z.extend(callFiltersSchema, pageSchema.shape);
type CallQuery = { in: { query: z.input<typeof callQuerySchema> }; out: { query: z.output<typeof callQuerySchema> } };

const rules: Record<string, string> = {
  limit: `limit is a whole number from 1 to ${maxLimit}`,
  cursor: 'the cursor is not one that a page gave',
};

/** Middleware: refuses a malformed query with 400. */
export const readCallQuery = zValidator('query', callQuerySchema, (result) => {
  if (result.success) return;
  const field = String(result.error.issues[0]?.path[0]);
  refuse('request-refused', { because: rules[field] ?? `the filter ${field} is malformed` });
});

/** Newest first. The cursor names the last call of the page, so that new calls neither shift nor repeat an entry. */
export async function getCalls(c: Context<App, '/calls', CallQuery>): Promise<Response> {
  const { limit = defaultLimit, cursor: given, ...filters } = c.req.valid('query');
  const holder = { browser: c.var.browser, filters };
  const cursor =
    given === undefined ? null : ((await parseCursor(given, holder)) ?? refuse('request-refused', { because: rules['cursor']! }));
  const found = await findPage(c, filters, limit + 1, cursor);
  const calls = found.slice(0, limit);
  const last = found.length > limit ? calls.at(-1) : undefined;
  return c.json({ calls, nextCursor: last ? await formatCursor(last, holder) : null } satisfies CallPage);
}

/** The unfiltered log is two ranges of an index, and needs no search. */
async function findPage(c: Context<App>, filters: CallFilters, limit: number, cursor: PageCursor | null): Promise<LoggedCall[]> {
  if (isUnfiltered(filters)) return findCallPage(c.env.DB, c.var.agent, limit, cursor);
  return findCalls(c.env.DB, await readCallSearch(c, filters), limit, cursor);
}

export async function getCall(c: Context<App>): Promise<Response> {
  const call = await findReadableCall(c.env.DB, c.var.agent, c.req.param('id') ?? '');
  return c.json(call ?? refuse('not-found', { because: 'no such call of yours' }));
}
