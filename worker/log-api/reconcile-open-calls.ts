/** Reconciles open calls with Twilio's REST API: status callbacks are best effort, and some are lost. */
import type { Bindings } from '../http/bindings.ts';
import { legReport, creationFailedReport } from '../call-log/call-report.ts';
import { restAccount } from '../http/rest-account.ts';
import { reconcileTransfer } from '../in-call/reconcile-transfer.ts';
import { claimOpenCalls } from '../call-log/logged-calls.ts';
import { reportCall } from '../push/call-updates.ts';
import { recordFromAnswer } from '../recordings/start-recording.ts';
import { settingsOf } from '../http/settings.ts';
import { fetchLegs, type RestAccount } from '../twilio/rest.ts';

/** The callbacks of younger calls may still be in flight. */
const minAgeMs = 30_000;
/** A call without a CallSid after this time was never created: the request that should have done so has ended. */
const maxCreationMs = 120_000;
/** Two requests each, of the 50 per run on Cloudflare's free plan; further calls have their turn in the next run. */
const maxCallsPerRun = 20;

/** Updates log and browsers from Twilio's state. Runs every minute. */
export async function reconcileOpenCalls(env: Bindings, now: number): Promise<void> {
  const { values } = settingsOf(env);
  if (!values.TWILIO_ACCOUNT_SID || !values.TWILIO_AUTH_TOKEN || !values.TWILIO_API_BASE_URL) return;
  const account = restAccount(env);
  for (const { sid, startedAt } of await claimOpenCalls(env.DB, now - minAgeMs, now, maxCallsPerRun)) {
    if (!sid.startsWith('CA') && startedAt > now - maxCreationMs) continue;
    await reconcileCall(env, account, sid, now).catch((error: unknown) =>
      console.error('a call could not be reconciled', messageOf(error)),
    );
  }
}

async function reconcileCall(env: Bindings, account: RestAccount, sid: string, now: number): Promise<void> {
  const legs = sid.startsWith('CA') ? await fetchLegs(account, sid) : [];
  // Never created, or deleted at Twilio: no report will follow.
  if (legs.length === 0) return reportCall(env, creationFailedReport(sid, { code: 'call-failed' }, now));
  for (const leg of legs.toReversed()) {
    const at = leg.endedAt ?? leg.startedAt ?? now;
    await reportCall(env, {
      ...legReport(sid, leg.status, at),
      legSid: leg.sid,
      seconds: leg.seconds,
      party: leg.sid === sid ? null : leg.to,
    });
  }
  await reconcileTransfer(env, account, { callSid: sid, known: legs, now });
  // The report of the answer may have been lost.
  if (legs.some(({ status }) => status === 'in-progress')) recordFromAnswer(env, sid);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
