/** `POST /api/calls/:id/hold` and `/resume`: the customer hears music, or the agent again. */
import type { Context } from 'hono';
import { saveAgentAction } from '../call-log/call-actions.ts';
import { claimConference, findConference, releaseConference } from '../call-log/call-conference.ts';
import { isAsking } from '../call-log/call-transfer.ts';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { restAccount } from '../http/rest-account.ts';
import { setHold } from '../twilio/conference.ts';
import { callerSidOf, findParties, maxChangeMs, readHeldCall, type HeldCall, type Parties } from './held-call.ts';
import { conferenceOf } from './lift-call.ts';

/** At the first hold the call is lifted into a conference. */
export async function holdCall(c: Context<App>): Promise<Response> {
  const held = await readChangeableCall(c);
  await changeHold(c, held, await findParties(c, held), true);
  return c.json({ id: held.call.id });
}

/** A connected call that was never held is as the agent wants it. */
export async function resumeCall(c: Context<App>): Promise<Response> {
  const held = await readChangeableCall(c);
  const { id, phase } = held.call;
  if (await findConference(c.env.DB, id)) await changeHold(c, held, await findParties(c, held), false);
  else if (phase !== 'connected') refuse('call-not-connected');
  return c.json({ id });
}

/** While the agent talks with somebody who was asked, the customer hears music: the ways out of that are `transfer/…`. */
async function readChangeableCall(c: Context<App>): Promise<HeldCall> {
  const held = await readHeldCall(c);
  return held.transfer && isAsking(held.transfer) && held.transfer.stage !== 'merged' ? refuse('call-being-changed') : held;
}

async function changeHold(c: Context<App>, { call }: HeldCall, parties: Parties, hold: boolean): Promise<void> {
  const { DB: db } = c.env;
  const now = Date.now();
  const claimed = await claimConference(db, { callSid: call.id, movedSid: parties.dialledSid, now, until: now + maxChangeMs });
  if (!claimed) refuse('call-being-changed');
  try {
    const conferenceSid = await conferenceOf(c.env, call.id, claimed, callerSidOf(parties));
    if (!(await setHold(restAccount(c.env), conferenceSid, parties.customerSid, hold))) refuse('call-not-connected');
    await saveAgentAction(db, call.id, hold ? 'held' : 'resumed', `client:${c.var.agent.identity}`);
  } finally {
    await releaseConference(db, call.id);
  }
}
