/** `GET /api/calls` and `GET /api/calls/:id`: the agent's own call log. */
import type { Context } from 'hono';
import type { CallPage, LoggedCall } from '../../shared/api.ts';
import type { App } from '../http/bindings.ts';
import { findReadableCall, findCallPage, type PageCursor } from '../call-log/logged-calls.ts';
import { refuse } from '../http/http-errors.ts';

const defaultLimit = 20;
const maxLimit = 100;

/** Newest first. The cursor names the last call of the page, so new calls never shift or repeat a row. */
export async function getCalls(c: Context<App>): Promise<Response> {
  const limit = readLimit(c.req.query('limit'));
  const cursor = c.req.query('cursor');
  const found = await findCallPage(c.env.DB, c.var.agent.identity, limit + 1, cursor === undefined ? null : readCursor(cursor));
  const calls = found.slice(0, limit);
  const last = found.length > limit ? calls.at(-1) : undefined;
  return c.json({ calls, nextCursor: last ? writeCursor(last) : null } satisfies CallPage);
}

export async function getCall(c: Context<App>): Promise<Response> {
  const call = await findReadableCall(c.env.DB, c.var.agent.identity, c.req.param('id') ?? '');
  return c.json(call ?? refuse('not-found', { because: 'no such call of yours' }));
}

function readLimit(text = String(defaultLimit)): number {
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= maxLimit ? limit : refuse('request-refused', { because: `limit is a whole number from 1 to ${maxLimit}` });
}

function writeCursor({ id, startedAt }: LoggedCall): string {
  return `${Date.parse(startedAt).toString(36)}-${id}`;
}

function readCursor(cursor: string): PageCursor {
  const [, startedAt, sid] = /^([0-9a-z]{1,10})-(CA[0-9a-f]{32}|[0-9a-f-]{36})$/.exec(cursor) ?? [];
  if (!startedAt || !sid) refuse('request-refused', { because: 'the cursor is not one that a page gave' });
  return { startedAt: Number.parseInt(startedAt, 36), sid };
}
