/** Records what happens to calls, and pushes the changed call to the browsers of the agents concerned. */
import { waitUntil } from 'cloudflare:workers';
import type { LoggedCall } from '../../shared/api.ts';
import type { Push } from '../../shared/push.ts';
import { recordReport } from '../call-log/call-log.ts';
import type { CallReport } from '../call-log/call-report.ts';
import { findTakers, type Transfer } from '../call-log/call-transfer.ts';
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

/** Pushes a call to these agents, whether or not it is theirs in the log, and to colleagues who took it over. */
export function pushCallTo(env: Bindings, sid: string, identities: readonly string[]): void {
  inBackground(
    callBySid(env.DB, sid).then(async (call) => {
      if (call) pushToAll(env, call, [...identities, ...(await takersOf(env.DB, call))]);
      return undefined;
    }),
  );
}

/** A transfer has a new stage: pushes the call, and shows whose own phone is busy now. */
export function pushTransferStep(env: Bindings, { callSid, fromAgent, toAgent }: Transfer): void {
  pushCallTo(env, callSid, [fromAgent]);
  for (const identity of toAgent === null ? [fromAgent] : [fromAgent, toAgent]) followTransfer(env, identity, null);
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
 * that nobody did. Agents beyond `maxPushes` see it when they load the log. Both concern the colleagues who took the call over.
 */
function pushToConcerned(env: Bindings, call: LoggedCall): void {
  if (call.direction === 'outgoing' && call.agent) pushTo(env, call.agent, { push: 'call', call });
  if (call.direction === 'outgoing' && !call.transfer) return;
  inBackground(pushToOthers(env, call));
}

async function pushToOthers(env: Bindings, call: LoggedCall): Promise<void> {
  const takers = await takersOf(env.DB, call);
  const rung = call.direction === 'incoming' ? await findConcernedAgents(env.DB, call.id, maxPushes) : [];
  pushToAll(env, call, call.direction === 'incoming' ? [...takers, ...rung] : takers.filter((taker) => taker !== call.agent));
  if (call.endedAt !== null) for (const taker of takers) followTransfer(env, taker, Date.parse(call.endedAt));
}

const takersOf = async (db: D1Database, { id, transfer }: LoggedCall): Promise<string[]> => (transfer ? findTakers(db, id) : []);

function pushToAll(env: Bindings, call: LoggedCall, identities: readonly string[]): void {
  for (const identity of new Set(identities)) pushTo(env, identity, { push: 'call', call });
}

/** A browser that misses a push reads the same call when its socket reconnects. */
function pushTo({ AGENT_HUBS }: Bindings, identity: string, message: Push): void {
  inBackground(AGENT_HUBS.getByName(identity).broadcast(message));
}

function followTransfer({ AGENT_HUBS }: Bindings, identity: string, endedAt: number | null): void {
  inBackground(AGENT_HUBS.getByName(identity).followTransfer(endedAt));
}

/** Does not delay the answer to Twilio. */
function inBackground(pushed: Promise<unknown>): void {
  waitUntil(pushed.catch((error: unknown) => console.error('push failed', error instanceof Error ? error.message : '')));
}
