/** Reports what happens to a call: into the log, and from there to the browsers of those it concerns. */
import { waitUntil } from 'cloudflare:workers';
import type { LoggedCall } from '../../shared/api.ts';
import type { Push } from '../../shared/push.ts';
import { activeAgents } from '../agents/agent-store.ts';
import type { Bindings } from '../http/bindings.ts';
import { callBySid } from '../call-log/logged-calls.ts';
import { recordReport } from '../call-log/call-log.ts';
import type { CallReport } from '../call-log/call-report.ts';

export async function reportCall(env: Bindings, report: CallReport): Promise<void> {
  const call = await recordReport(env.DB, report);
  if (call) pushToConcerned(env, call);
}

/** Tells of a call whose row changed by something else than a report. */
export async function pushCall(env: Bindings, sid: string): Promise<void> {
  const call = await callBySid(env.DB, sid);
  if (call) pushToConcerned(env, call);
}

/** Tells those who are about to be rung, so that a browser whose line has gone silent notices what it does not hear. */
export function pushRinging(env: Bindings, sid: string, rung: readonly string[]): void {
  for (const identity of rung) pushTo(env, identity, { push: 'ringing', sid });
}

/** A call that goes out is its agent's; one that comes in is everybody's: who took it, or that nobody did. */
function pushToConcerned(env: Bindings, call: LoggedCall): void {
  if (call.direction === 'outgoing') {
    if (call.agent) pushTo(env, call.agent, { push: 'call', call });
    return;
  }
  const all = activeAgents(env.DB).then((agents) => agents.forEach(({ identity }) => pushTo(env, identity, { push: 'call', call })));
  waitUntil(all);
}

/** Twilio does not wait for it. Who misses it reads the same from the log when their socket is back. */
function pushTo({ AGENT_HUBS }: Bindings, identity: string, message: Push): void {
  const told = AGENT_HUBS.getByName(identity).broadcast(message);
  waitUntil(told.catch((error: unknown) => console.error('a push was lost', error instanceof Error ? error.message : '')));
}
