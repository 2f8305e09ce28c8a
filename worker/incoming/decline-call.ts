/** `POST /api/calls/:id/decline`: an agent declines a ringing call, for all of their browsers and for nobody else. */
import type { Context } from 'hono';
import { declineTransfer } from '../call-log/call-transfer.ts';
import { removeRungAgent } from '../call-log/incoming-log.ts';
import { findReadableCall } from '../call-log/logged-calls.ts';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { restAccount } from '../http/rest-account.ts';
import { pushDeclined } from '../push/call-updates.ts';
import { cancelRingingLegs } from '../call-log/cancel-ringing-legs.ts';

/**
 * The agent's leg rings on in silence while others ring: a rejected or ended leg could take theirs with it. After the
 * last decline the legs end, and the caller goes on at once. Idempotent: two browsers may decline at the same time.
 */
export async function declineCall(c: Context<App>): Promise<Response> {
  const { identity } = c.var.agent;
  const sid = c.req.param('id') ?? '';
  if (await declineTransfer(c.env.DB, sid, identity, 'next')) {
    pushDeclined(c.env, sid, identity);
    await cancelRingingLegs(c.env.DB, restAccount(c.env), sid, 'browsers');
    return c.body(null, 204);
  }
  if (!(await findReadableCall(c.env.DB, { identity }, sid))) refuse('call-unknown');
  const stillRinging = await removeRungAgent(c.env.DB, sid, identity);
  if (stillRinging === null) return c.body(null, 204);
  pushDeclined(c.env, sid, identity);
  if (stillRinging.length === 0) await cancelRingingLegs(c.env.DB, restAccount(c.env), sid, 'browsers');
  return c.body(null, 204);
}
