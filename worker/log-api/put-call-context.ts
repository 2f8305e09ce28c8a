/** `PUT /api/calls/:id/context`: the page and the name of a call that a browser places, under the extension's own id of the call. */
import type { Context } from 'hono';
import * as z from 'zod/mini';
import { callContextSchema } from '../../shared/api.ts';
import { cleanName } from '../../shared/caller.ts';
import { saveCallContext } from '../call-log/call-context.ts';
import { readPageUrl } from '../call-log/page-url.ts';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { readJson } from '../http/request-body.ts';

const callIdSchema = z.uuid();

/** Takes a context before its call is known: Twilio's webhook may be later. */
export async function putCallContext(c: Context<App>): Promise<Response> {
  const { data: callId } = z.safeParse(callIdSchema, c.req.param('id'));
  if (callId === undefined) refuse('call-unknown', { because: 'the id is not one of the extension' });
  const { pageUrl, name } = await readJson(c, callContextSchema);
  const context = { pageUrl: readPageUrl(pageUrl), name: cleanName(name) };
  const call = { callId, agent: c.var.agent.identity };
  if (!(await saveCallContext(c.env.DB, call, context, Date.now()))) refuse('call-unknown');
  return c.body(null, 204);
}
