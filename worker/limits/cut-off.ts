/** Cuts everything off: no outgoing call starts, live calls end, and the API key is revoked at Twilio. `allowCalls` undoes the first. */
import { agentReport } from '../call-log/call-report.ts';
import { claimOpenCalls } from '../call-log/logged-calls.ts';
import { wholeTeam } from '../call-log/talk-time.ts';
import type { Bindings } from '../http/bindings.ts';
import { restAccount } from '../http/rest-account.ts';
import { settingsOf } from '../http/settings.ts';
import { reportCall } from '../push/call-updates.ts';
import { deleteKey, endCall, type RestAccount } from '../twilio/rest.ts';
import { stopCalls } from './stops.ts';

/** One request each, of the 50 per run on Cloudflare's free plan. */
const maxCallsPerRun = 40;

export type CutOff = {
  endedCalls: number;
  /** Calls that Twilio did not end: asked again, they have another turn. */
  failedCalls: number;
  /** There may be more calls than one run ends. */
  isComplete: boolean;
  /** `none`: this deployment has no key. */
  key: 'revoked' | 'failed' | 'none';
};

/** The stop comes first: it needs Twilio for nothing. Repeated, it ends the calls that are left. */
export async function cutOff(env: Bindings, now: number): Promise<CutOff> {
  await stopCalls(env.DB, wholeTeam, 'cut-off', now);
  const account = restAccount(env);
  const key = await revokeKey(env, account);
  const calls = await claimOpenCalls(env.DB, now, now, maxCallsPerRun);
  const ended = await Promise.allSettled(calls.map(({ sid }) => endOpenCall(env, account, sid, now)));
  const failedCalls = ended.filter(({ status }) => status === 'rejected').length;
  return { endedCalls: calls.length - failedCalls, failedCalls, isComplete: calls.length < maxCallsPerRun, key };
}

/** Without a CallSid there is no call at Twilio yet: the request that creates it then ends it. */
async function endOpenCall(env: Bindings, account: RestAccount, sid: string, now: number): Promise<void> {
  if (!sid.startsWith('CA')) return reportCall(env, agentReport(sid, 'canceled', now));
  await endCall(account, sid);
}

/** Browsers lose their registration with the key, and access tokens of before serve for nothing. */
async function revokeKey(env: Bindings, account: RestAccount): Promise<CutOff['key']> {
  const { TWILIO_API_KEY: sid } = settingsOf(env).values;
  if (!sid) return 'none';
  return deleteKey(account, sid).then(
    () => 'revoked',
    () => 'failed',
  );
}
