/**
 * `PUT /api/calls/:id/context`: the page and the name of a call that a browser places, under the extension's own id of the call;
 * or, under the CallSid of an incoming call, the name that a page gives its caller.
 */
import type { Context } from 'hono';
import * as z from 'zod/mini';
import { callContextSchema } from '../../shared/api.ts';
import { cleanHost, cleanName } from '../../shared/caller.ts';
import { saveCallContext } from '../call-log/call-context.ts';
import { nameCaller } from '../call-log/name-caller.ts';
import { readPageUrl } from '../call-log/page-url.ts';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { readJson } from '../http/request-body.ts';

const callIdSchema = z.uuid();
const callSid = /^CA[0-9a-f]{32}$/;

/** Takes a context before its call is known: Twilio's webhook may be later. */
export async function putCallContext(c: Context<App>): Promise<Response> {
  const id = c.req.param('id') ?? '';
  if (callSid.test(id)) return putCallerName(c, id);
  const { data: callId } = z.safeParse(callIdSchema, id);
  if (callId === undefined) refuse('call-unknown', { because: 'the id is not one of the extension' });
  const { pageUrl, name } = await readJson(c, callContextSchema);
  const context = { pageUrl: readPageUrl(pageUrl), name: cleanName(name) };
  const call = { callId, agent: c.var.agent.identity };
  if (!(await saveCallContext(c.env.DB, call, context, Date.now()))) refuse('call-unknown');
  return c.body(null, 204);
}

/** A name without the host of its page could be anybody's word, and is not kept. */
async function putCallerName(c: Context<App>, sid: string): Promise<Response> {
  const context = await readJson(c, callContextSchema);
  const pageUrl = readPageUrl(context.pageUrl);
  const [name, nameFrom] = [cleanName(context.name), cleanHost(pageUrl ? new URL(pageUrl).hostname : undefined)];
  const isSaved = name && nameFrom && (await nameCaller(c.env.DB, { sid, agent: c.var.agent.identity }, { name, nameFrom }));
  if (!isSaved) refuse('call-unknown');
  return c.body(null, 204);
}
