/** `POST /api/calls/:id/hold` and `/resume`: the customer hears music, or the agent again. */
import type { Context } from 'hono';
import type { LoggedCall } from '../../shared/api.ts';
import { claimConference, findConference, findConnectedLeg, releaseConference } from '../call-log/call-conference.ts';
import { findOwnCall } from '../call-log/logged-calls.ts';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { restAccount } from '../http/rest-account.ts';
import { setHold } from '../twilio/conference.ts';
import { fetchLegs } from '../twilio/rest.ts';
import { conferenceOf } from './lift-call.ts';

/** A change that its request did not finish does not block the call for longer. */
const maxChangeMs = 20_000;

/** At the first hold the call is lifted into a conference. */
export async function holdCall(c: Context<App>): Promise<Response> {
  const call = await readLiveCall(c);
  const movedSid = await findDialledLeg(c, call);
  await changeHold(c, call, movedSid, true);
  return c.json({ id: call.id });
}

/** A connected call that was never held is as the agent wants it. */
export async function resumeCall(c: Context<App>): Promise<Response> {
  const call = await readLiveCall(c);
  const conference = await findConference(c.env.DB, call.id);
  if (conference) await changeHold(c, call, conference.movedSid, false);
  else if (call.phase !== 'connected') refuse('call-not-connected');
  return c.json({ id: call.id });
}

async function readLiveCall(c: Context<App>): Promise<LoggedCall> {
  const call = (await findOwnCall(c.env.DB, c.var.agent.identity, c.req.param('id') ?? '')) ?? refuse('call-unknown');
  return call.phase === 'ended' ? refuse('call-not-connected') : call;
}

/** By the reports; by Twilio where the report of the answer was lost. */
async function findDialledLeg(c: Context<App>, { id, phase }: LoggedCall): Promise<string> {
  const known = (await findConference(c.env.DB, id))?.movedSid ?? (phase === 'connected' ? await findConnectedLeg(c.env.DB, id) : null);
  if (known !== null) return known;
  const [first, ...dialled] = id.startsWith('CA') ? await fetchLegs(restAccount(c.env), id) : [];
  const leg = first?.status === 'in-progress' ? dialled.find(({ status }) => status === 'in-progress') : undefined;
  return leg?.sid ?? refuse('call-not-connected');
}

async function changeHold(c: Context<App>, call: LoggedCall, movedSid: string, hold: boolean): Promise<void> {
  const { DB: db } = c.env;
  const now = Date.now();
  const claimed = await claimConference(db, { callSid: call.id, movedSid, now, until: now + maxChangeMs });
  if (!claimed) refuse('call-being-changed');
  try {
    const conferenceSid = await conferenceOf(c.env, call.id, claimed);
    const customerSid = call.direction === 'incoming' ? call.id : claimed.movedSid;
    if (!(await setHold(restAccount(c.env), conferenceSid, customerSid, hold))) refuse('call-not-connected');
  } finally {
    await releaseConference(db, call.id);
  }
}
