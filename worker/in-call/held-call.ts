/** The live call that an agent may change, and the legs of its parties. */
import type { Context } from 'hono';
import type { LoggedCall } from '../../shared/api.ts';
import { findConference, findConnectedLeg } from '../call-log/call-conference.ts';
import { findTransfer, holderOf, isMoving, type Transfer } from '../call-log/call-transfer.ts';
import { findOwnCall } from '../call-log/logged-calls.ts';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { restAccount } from '../http/rest-account.ts';
import { fetchLegs } from '../twilio/rest.ts';

export type HeldCall = { call: LoggedCall; transfer: Transfer | null };

export type Parties = {
  customerSid: string;
  agentSid: string;
  /** The leg that the other one dialled: it moves first. */
  dialledSid: string;
};

/** A change that its request did not finish does not block the call for longer. */
export const maxChangeMs = 20_000;

/** The leg that dialled the other one. */
export const callerSidOf = ({ customerSid, agentSid, dialledSid }: Parties) => (dialledSid === customerSid ? agentSid : customerSid);

/** Refuses a call that is over, of somebody else, or on its way to somebody else. */
export async function readHeldCall(c: Context<App>): Promise<HeldCall> {
  const { identity, formerIdentities } = c.var.agent;
  const call = (await findOwnCall(c.env.DB, identity, c.req.param('id') ?? '')) ?? refuse('call-unknown');
  const transfer = await findTransfer(c.env.DB, call.id);
  const isMine = (holder: string | null) => holder === identity || formerIdentities.includes(holder ?? '');
  if (transfer && !isMine(holderOf(transfer))) {
    refuse(isMoving(transfer) && isMine(transfer.fromAgent) ? 'call-being-changed' : 'call-unknown');
  }
  return call.phase === 'ended' ? refuse('call-not-connected') : { call, transfer };
}

/** By the transfer or the reports; by Twilio where the report of the answer was lost. */
export async function findParties(c: Context<App>, { call, transfer }: HeldCall): Promise<Parties> {
  if (transfer) return partiesAfter(transfer, call);
  const dialledSid = await findDialledLeg(c, call);
  return partiesOf(call, dialledSid);
}

const partiesOf = ({ id, direction }: LoggedCall, dialledSid: string): Parties =>
  direction === 'incoming' ? { customerSid: id, agentSid: dialledSid, dialledSid } : { customerSid: dialledSid, agentSid: id, dialledSid };

function partiesAfter({ stage, customerSid, agentSid, legSid }: Transfer, { direction }: LoggedCall): Parties {
  // The customer's leg dialled that of the agent who answered. After an asking transfer all are in the conference.
  if (stage === 'done' || stage === 'returned') {
    const answered = legSid ?? refuse('call-not-connected');
    return { customerSid, agentSid: answered, dialledSid: answered };
  }
  return { customerSid, agentSid, dialledSid: direction === 'incoming' ? agentSid : customerSid };
}

async function findDialledLeg(c: Context<App>, { id, phase }: LoggedCall): Promise<string> {
  const known = (await findConference(c.env.DB, id))?.movedSid ?? (phase === 'connected' ? await findConnectedLeg(c.env.DB, id) : null);
  if (known !== null) return known;
  const [first, ...dialled] = id.startsWith('CA') ? await fetchLegs(restAccount(c.env), id) : [];
  const leg = first?.status === 'in-progress' ? dialled.find(({ status }) => status === 'in-progress') : undefined;
  return leg?.sid ?? refuse('call-not-connected');
}
