/** The TwiML of a call that moves from its `<Dial>` into a conference. */
import type { Context } from 'hono';
import type { App } from '../http/bindings.ts';
import { requireSettings, settingsOf } from '../http/settings.ts';
import { joinConference } from '../twilio/twiml.ts';
import { findConference, markCallerMoved } from './call-conference.ts';
import { hasHandedOver } from './call-transfer.ts';

const prefix = 'call-';

/** Names are the account's: the CallSid makes each its own. */
export const conferenceName = (callSid: string) => `${prefix}${callSid}`;

/** The CallSid in the name of a conference. */
export const callSidOfConference = (name: string) => (name.startsWith(prefix) ? name.slice(prefix.length) : '');

/** Puts a leg of the call into the call's conference, for what is left of the longest call: the limit of the first `<Dial>` is gone. */
export async function conferenceTwiml(env: App['Bindings'], callSid: string, { endsOnExit = true } = {}): Promise<string> {
  const { PUBLIC_URL, MAX_CALL_MINUTES } = requireSettings(settingsOf(env), 'PUBLIC_URL', 'MAX_CALL_MINUTES');
  const minutes = Math.max(1, MAX_CALL_MINUTES - Math.floor((await secondsSinceAnswer(env.DB, callSid)) / 60));
  const statusUrl = `${PUBLIC_URL}/api/calls/webhook/conference`;
  return joinConference(conferenceName(callSid), { statusUrl, timeLimitSeconds: minutes * 60, endsOnExit });
}

async function secondsSinceAnswer(db: D1Database, callSid: string): Promise<number> {
  const row = db.prepare('SELECT answered_at AS answeredAt FROM calls WHERE sid = ?').bind(callSid);
  const { answeredAt } = (await row.first<{ answeredAt: number | null }>()) ?? {};
  return answeredAt ? (Date.now() - answeredAt) / 1000 : 0;
}

/**
 * Answers the action of a `<Dial>` whose leg was moved: the caller follows it. Twilio reports such a leg as `completed`, as
 * after a hang-up, so that only our own row tells them apart. Null for every other action, and for an agent whose customer was
 * sent on.
 * @param callSid the call's id in the log, which is not the leg of a customer whom an agent called.
 */
export async function movedCallTwiml(c: Context<App>, callSid = c.var.params['CallSid'] ?? ''): Promise<string | null> {
  const { CallSid: legSid = '', DialCallSid: dialledSid } = c.var.params;
  const conference = await findConference(c.env.DB, callSid);
  if (!conference || conference.movedSid !== dialledSid || (await hasHandedOver(c.env.DB, callSid, legSid))) return null;
  await markCallerMoved(c.env.DB, callSid);
  return conferenceTwiml(c.env, callSid);
}
