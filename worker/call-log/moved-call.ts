/** The TwiML of a call that moves from its `<Dial>` into a conference. */
import type { Context } from 'hono';
import type { App } from '../http/bindings.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';
import { joinConference } from '../twilio/twiml.ts';
import { findConference, markCallerMoved } from './call-conference.ts';

const prefix = 'call-';

/** Names are the account's: the CallSid makes each its own. */
export const conferenceName = (callSid: string) => `${prefix}${callSid}`;

/** The CallSid in the name of a conference. */
export const callSidOfConference = (name: string) => (name.startsWith(prefix) ? name.slice(prefix.length) : '');

/** Puts a leg of the call into the call's conference. */
export function conferenceTwiml(env: App['Bindings'], callSid: string): string {
  const { PUBLIC_URL } = requireSettings(settingsOf(env), 'PUBLIC_URL');
  return joinConference(conferenceName(callSid), { statusUrl: `${PUBLIC_URL}/api/calls/webhook/conference` });
}

/**
 * Answers the action of a `<Dial>` whose leg was moved: the caller follows it. Twilio reports such a leg as `completed`, as
 * after a hang-up, so that only our own row tells them apart. Null for every other action.
 */
export async function movedCallTwiml(c: Context<App>): Promise<string | null> {
  const { CallSid: callSid = '', DialCallSid: dialledSid } = c.var.params;
  const conference = await findConference(c.env.DB, callSid);
  if (!conference || conference.movedSid !== dialledSid) return null;
  await markCallerMoved(c.env.DB, callSid);
  return conferenceTwiml(c.env, callSid);
}
