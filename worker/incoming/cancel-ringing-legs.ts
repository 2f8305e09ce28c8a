/**
 * Cancels the ringing legs of a call. Their sids come from Twilio's own reports: its list of calls is only eventually
 * consistent, and lacks the legs of the last seconds. https://www.twilio.com/docs/voice/api/call-resource
 */
import { waitUntil } from 'cloudflare:workers';
import type { CallReport } from '../call-log/call-report.ts';
import { findRingState } from '../call-log/incoming-log.ts';
import { findRingingLegs } from '../call-log/ringing-legs.ts';
import type { Bindings } from '../http/bindings.ts';
import { restAccount } from '../http/rest-account.ts';
import { endCall, type RestAccount } from '../twilio/rest.ts';

/** Twilio then requests the action of the call's `<Dial>`. */
export async function cancelRingingLegs(db: D1Database, account: RestAccount, sid: string): Promise<void> {
  const legs = await findRingingLegs(db, sid);
  await Promise.all(legs.map((leg) => endCall(account, leg, 'canceled')));
}

/** Cancels a leg whose first report is later than the agent's "send to voicemail". Does not delay the answer to Twilio. */
export function cancelLateLeg(env: Bindings, report: CallReport): void {
  if (report.status !== 'ringing' || report.legSid === report.callSid) return;
  waitUntil(
    cancelIfSentToVoicemail(env, report).catch((error: unknown) =>
      console.error('a leg rings on', error instanceof Error ? error.message : ''),
    ),
  );
}

async function cancelIfSentToVoicemail(env: Bindings, { callSid, legSid }: CallReport): Promise<void> {
  const { toVoicemail } = await findRingState(env.DB, callSid);
  if (toVoicemail) await endCall(restAccount(env), legSid, 'canceled');
}
