/** `POST /api/calls/:id/hangup`: the agent ends a call in the extension. */
import type { Context } from 'hono';
import type { App } from '../http/bindings.ts';
import type { LoggedCall } from '../../shared/api.ts';
import { findOwnCall } from '../call-log/logged-calls.ts';
import { agentReport } from '../call-log/call-report.ts';
import { restAccount } from '../http/rest-account.ts';
import { refuse } from '../http/http-errors.ts';
import { reportCall } from '../push/call-updates.ts';
import { endCall } from '../twilio/rest.ts';

/** Ending a call that is over already is no mistake: both sides may hang up at once. */
export async function hangUpCall(c: Context<App>): Promise<Response> {
  const asked = await readOwnCall(c);
  if (asked.phase === 'ended') return c.json({ id: asked.id });
  // Written down first: it tells a cancelled call from one that nobody answered.
  await reportCall(c.env, agentReport(asked.id, 'canceled', Date.now()));
  // The call may have got its CallSid meanwhile, and whoever gave it may have looked before this was written.
  const call = await readOwnCall(c);
  if (call.id !== asked.id) await reportCall(c.env, agentReport(call.id, 'canceled', Date.now()));
  // Without a CallSid there is nothing to end yet: whoever is making the call sees that it was given up.
  if (call.id.startsWith('CA')) await endCall(restAccount(c.env), call.id);
  return c.json({ id: call.id });
}

async function readOwnCall(c: Context<App>): Promise<LoggedCall> {
  return (await findOwnCall(c.env.DB, c.var.agent.identity, c.req.param('id') ?? '')) ?? refuse('call-unknown');
}
