/** `GET /api/calls` and `GET /api/calls/:id`: the agent's call log. */
import { zValidator } from '@hono/zod-validator';
import type { Context } from 'hono';
import * as z from 'zod/mini';
import type { CallPage, LoggedCall } from '../../shared/api.ts';
import { findCallPage, findReadableCall, type PageCursor } from '../call-log/logged-calls.ts';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';

const defaultLimit = 20;
const maxLimit = 100;

const limitSchema = z.pipe(z.string().check(z.regex(/^\d{1,3}$/)), z.transform(Number)).check(z.minimum(1), z.maximum(maxLimit));
const cursorSchema = z.pipe(z.string().check(z.regex(/^[0-9a-z]{1,10}-(CA[0-9a-f]{32}|[0-9a-f-]{36})$/)), z.transform(parseCursor));
const callQuerySchema = z.object({ limit: z.optional(limitSchema), cursor: z.optional(cursorSchema) });
type CallQuery = { in: { query: z.input<typeof callQuerySchema> }; out: { query: z.output<typeof callQuerySchema> } };

const rules = {
  limit: `limit is a whole number from 1 to ${maxLimit}`,
  cursor: 'the cursor is not one that a page gave',
};

/** Middleware: refuses a malformed query with 400. */
export const readCallQuery = zValidator('query', callQuerySchema, (result) => {
  if (!result.success) refuse('request-refused', { because: rules[result.error.issues[0]?.path[0] === 'limit' ? 'limit' : 'cursor'] });
});

/** Newest first. The cursor names the last call of the page, so that new calls neither shift nor repeat an entry. */
export async function getCalls(c: Context<App, '/calls', CallQuery>): Promise<Response> {
  const { limit = defaultLimit, cursor = null } = c.req.valid('query');
  const found = await findCallPage(c.env.DB, c.var.agent, limit + 1, cursor);
  const calls = found.slice(0, limit);
  const last = found.length > limit ? calls.at(-1) : undefined;
  return c.json({ calls, nextCursor: last ? formatCursor(last) : null } satisfies CallPage);
}

export async function getCall(c: Context<App>): Promise<Response> {
  const call = await findReadableCall(c.env.DB, c.var.agent.identity, c.req.param('id') ?? '');
  return c.json(call ?? refuse('not-found', { because: 'no such call of yours' }));
}

function formatCursor({ id, startedAt }: LoggedCall): string {
  return `${Date.parse(startedAt).toString(36)}-${id}`;
}

/** The CallSid has no `-`; the id of a call without one has several. */
function parseCursor(cursor: string): PageCursor {
  const [startedAt = ''] = cursor.split('-', 1);
  return { startedAt: Number.parseInt(startedAt, 36), sid: cursor.slice(startedAt.length + 1) };
}
