/** Records what happens to calls, and pushes the changed call to the browsers of the agents concerned. */
import { waitUntil } from 'cloudflare:workers';
import type { LoggedCall } from '../../shared/api.ts';
import type { Push } from '../../shared/push.ts';
import { recordReport } from '../call-log/call-log.ts';
import type { CallReport } from '../call-log/call-report.ts';
import { findConcernedAgents } from '../call-log/incoming-log.ts';
import { callBySid } from '../call-log/logged-calls.ts';
import type { Bindings } from '../http/bindings.ts';

/** Records the report; pushes the call when the report changed it. */
export async function reportCall(env: Bindings, report: CallReport): Promise<void> {
  const call = await recordReport(env.DB, report);
  if (call) pushToConcerned(env, call);
}

/** Pushes a call that changed by something else than a report. */
export async function pushCall(env: Bindings, sid: string): Promise<void> {
  const call = await callBySid(env.DB, sid);
  if (call) pushToConcerned(env, call);
}

/** Pushes a call to these agents, whether or not it is theirs in the log. */
export function pushCallTo(env: Bindings, sid: string, identities: readonly string[]): void {
  const pushed = callBySid(env.DB, sid).then((call) => {
    if (call) identities.forEach((identity) => pushTo(env, identity, { push: 'call', call }));
    return undefined;
  });
  waitUntil(pushed.catch((error: unknown) => console.error('push failed', error instanceof Error ? error.message : '')));
}

/** Announces the ringing to the agents about to be rung: a browser that then receives no invitation has lost its registration. */
export function pushRinging(env: Bindings, sid: string, rung: readonly string[]): void {
  for (const identity of rung) pushTo(env, identity, { push: 'ringing', sid });
}

/** Stops the ringing of the call in every browser of the agent. */
export function pushDeclined(env: Bindings, sid: string, identity: string): void {
  pushTo(env, identity, { push: 'declined', sid });
}

/** A webhook that pushed to every agent of a large team would exceed Cloudflare's subrequests. */
const maxPushes = 50;

/**
 * An outgoing call concerns its agent. An incoming one concerns the agents that it rings; the others see who answered, or
 * that nobody did. Agents beyond `maxPushes` see it when they load the log.
 */
function pushToConcerned(env: Bindings, call: LoggedCall): void {
  if (call.direction === 'outgoing') {
    if (call.agent) pushTo(env, call.agent, { push: 'call', call });
    return;
  }
  const concerned = findConcernedAgents(env.DB, call.id, maxPushes);
  waitUntil(concerned.then((identities) => identities.forEach((identity) => pushTo(env, identity, { push: 'call', call }))));
}

/** Does not delay the answer to Twilio. A browser that misses a push reads the same call when its socket reconnects. */
function pushTo({ AGENT_HUBS }: Bindings, identity: string, message: Push): void {
  const sent = AGENT_HUBS.getByName(identity).broadcast(message);
  waitUntil(sent.catch((error: unknown) => console.error('push failed', error instanceof Error ? error.message : '')));
}
