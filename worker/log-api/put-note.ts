/** `PUT /api/calls/:id/note`: the agent's note of a call, during the call or after it. */
import type { Context } from 'hono';
import { defaultNoteOutcomes, noteRequestSchema } from '../../shared/call-log/call-note.ts';
import { saveNote } from '../call-log/call-note.ts';
import { callBySid, findOwnCall } from '../call-log/logged-calls.ts';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { readJson } from '../http/request-body.ts';
import { settingsOf } from '../http/settings.ts';

export async function putNote(c: Context<App>): Promise<Response> {
  const { note, outcome, callBackAt = null } = await readJson(c, noteRequestSchema);
  const outcomes: readonly string[] = settingsOf(c.env).values.CALL_OUTCOMES ?? defaultNoteOutcomes;
  if (outcome !== null && !outcomes.includes(outcome)) refuse('request-refused', { because: 'the outcome is none of this deployment' });
  const call = await findOwnCall(c.env.DB, c.var.agent.identity, c.req.param('id') ?? '');
  if (!call) refuse('call-unknown');
  await saveNote(c.env.DB, call.id, { note: note.trim(), outcome, callBackAt });
  return c.json((await callBySid(c.env.DB, call.id)) ?? refuse('call-unknown'));
}
