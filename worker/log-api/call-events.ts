/** `GET /api/calls/:id/events`: the history of one call. */
import type { Context } from 'hono';
import type { CallEvents } from '../../shared/call-log/call-events.ts';
import { findEvents } from '../call-log/find-events.ts';
import { findReadableCall } from '../call-log/logged-calls.ts';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';

export async function getCallEvents(c: Context<App>): Promise<Response> {
  const call = await findReadableCall(c.env.DB, c.var.agent, c.req.param('id') ?? '');
  if (!call) refuse('not-found', { because: 'no such call of yours' });
  return c.json({ events: await findEvents(c.env.DB, call.id) } satisfies CallEvents);
}
