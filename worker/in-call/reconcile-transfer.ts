/** Asks Twilio about the legs of a transfer: their callbacks may be lost, and then nobody knows that one has left. */
import { legReport } from '../call-log/call-report.ts';
import { findTransfer, type Transfer } from '../call-log/call-transfer.ts';
import type { Bindings } from '../http/bindings.ts';
import { reportCall } from '../push/call-updates.ts';
import { fetchDialledLegs, fetchLeg, type RestAccount, type RestCall } from '../twilio/rest.ts';
import { followTransfer } from './transfer-legs.ts';
import type { TransferStep } from './transfer-steps.ts';

/** Nothing for a call without a transfer. @param known the legs of the call that were asked for and reported. */
export async function reconcileTransfer(
  env: Bindings,
  account: RestAccount,
  { callSid, known, now }: { callSid: string; known: readonly RestCall[]; now: number },
): Promise<void> {
  const transfer = await findTransfer(env.DB, callSid);
  if (!transfer) return;
  const others = await fetchOtherLegs(account, transfer, known);
  for (const leg of others) await reportCall(env, reportOf(callSid, leg, now));
  for (const leg of [...known, ...others]) await followTransfer(env, reportOf(callSid, leg, now), stepOf(transfer, leg));
}

function reportOf(callSid: string, { sid, to, status, startedAt, endedAt, seconds }: RestCall, now: number) {
  return { ...legReport(callSid, status, endedAt ?? startedAt ?? now), legSid: sid, seconds, party: to };
}

/** Legs that the customer's leg dialled for the transfer, and those that REST created. */
async function fetchOtherLegs(account: RestAccount, transfer: Transfer, known: readonly RestCall[]): Promise<RestCall[]> {
  const { callSid, customerSid, agentSid, legSid } = transfer;
  const dialled = customerSid === callSid ? [] : await fetchDialledLegs(account, customerSid);
  const found = new Set([...known, ...dialled].map(({ sid }) => sid));
  const missing = [agentSid, legSid].filter((sid) => sid !== null && !found.has(sid));
  const created = await Promise.all(missing.map((sid) => fetchLeg(account, sid!)));
  return [...dialled, ...created.filter((leg) => leg !== null)];
}

/** Of an own phone Twilio does not tell whether somebody pressed 1. */
function stepOf({ id, stage, agentSid, legSid, fromAgent, toAgent, target }: Transfer, { sid, to }: RestCall) {
  if (sid === legSid) return { id };
  const rung = stage === 'returning' ? fromAgent : toAgent;
  const identity = /^client:([^?]*)/.exec(to)?.[1];
  const step: TransferStep | null = identity !== undefined ? (identity === rung ? 'browser' : null) : to === target ? 'number' : null;
  return step === null || sid === agentSid || (step === 'number' && toAgent !== null) ? null : { id, step };
}
