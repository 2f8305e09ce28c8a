/**
 * Cancels the ringing legs of a call. Their sids come from Twilio's own reports: its list of calls is only eventually
 * consistent, and lacks the legs of the last seconds. https://www.twilio.com/docs/voice/api/call-resource
 */
import { waitUntil } from 'cloudflare:workers';
import type { CallReport } from './call-report.ts';
import { findRingState } from './incoming-log.ts';
import { findRingingLegs } from './ringing-legs.ts';
import type { Bindings } from '../http/bindings.ts';
import { restAccount } from '../http/rest-account.ts';
import { endCall, type RestAccount } from '../twilio/rest.ts';

/** Twilio then requests the action of the call's `<Dial>`. */
export async function cancelRingingLegs(
  db: D1Database,
  account: RestAccount,
  sid: string,
  which: 'all' | 'browsers' = 'all',
): Promise<void> {
  const legs = await findRingingLegs(db, sid, which);
  await Promise.all(legs.map((leg) => endCall(account, leg, 'canceled')));
}

/**
 * Cancels a leg whose first report is later than the agent's "send to voicemail", or a browser's leg that rings after the
 * last agent declined. Does not delay the answer to Twilio.
 */
export function cancelLateLeg(env: Bindings, report: CallReport): void {
  if (report.status !== 'ringing' || report.legSid === report.callSid) return;
  waitUntil(
    cancelIfUnwanted(env, report).catch((error: unknown) => console.error('a leg rings on', error instanceof Error ? error.message : '')),
  );
}

async function cancelIfUnwanted(env: Bindings, { callSid, legSid, party }: CallReport): Promise<void> {
  const { rung, tried, toVoicemail } = await findRingState(env.DB, callSid);
  const wasDeclined = party?.startsWith('client:') === true && rung.length === 0 && tried.length > 0;
  if (toVoicemail || wasDeclined) await endCall(restAccount(env), legSid, 'canceled');
}
