/** Reports what happens to a call: into the log, and from there to the browsers of those it concerns. */
import { waitUntil } from 'cloudflare:workers';
import type { LoggedCall } from '../../shared/api.ts';
import type { Push } from '../../shared/push.ts';
import { agentsAtWork } from '../agents/agent-store.ts';
import type { Bindings } from '../http/bindings.ts';
import { callBySid } from '../call-log/logged-calls.ts';
import { recordReport } from '../call-log/call-log.ts';
import type { CallReport } from '../call-log/call-report.ts';

export async function reportCall(env: Bindings, report: CallReport): Promise<void> {
  const call = await recordReport(env.DB, report);
  if (call) tellConcerned(env, call);
}

/** Tells of a call whose row changed by something else than a report. */
export async function tellCall(env: Bindings, sid: string): Promise<void> {
  const call = await callBySid(env.DB, sid);
  if (call) tellConcerned(env, call);
}

/** Tells those who are about to be rung, so that a browser whose line has gone silent notices what it does not hear. */
export function tellRinging(env: Bindings, sid: string, rung: readonly string[]): void {
  for (const identity of rung) tell(env, identity, { push: 'ringing', sid });
}

/** A call that goes out is its agent's; one that comes in is everybody's: who took it, or that nobody did. */
function tellConcerned(env: Bindings, call: LoggedCall): void {
  if (call.direction === 'outgoing') {
    if (call.agent) tell(env, call.agent, { push: 'call', call });
    return;
  }
  const all = agentsAtWork(env.DB).then((agents) => agents.forEach(({ identity }) => tell(env, identity, { push: 'call', call })));
  waitUntil(all);
}

/** Twilio does not wait for it. Who misses it reads the same from the log when their socket is back. */
function tell({ AGENT_HUBS }: Bindings, identity: string, message: Push): void {
  const told = AGENT_HUBS.getByName(identity).tell(message);
  waitUntil(told.catch((error: unknown) => console.error('a push was lost', error instanceof Error ? error.message : '')));
}
