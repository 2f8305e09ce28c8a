/** Asks Twilio about calls that stayed open: its callbacks are best effort, and some are lost. */
import type { Bindings } from '../http/bindings.ts';
import { legReport, creationFailedReport } from '../call-log/call-report.ts';
import { restAccount } from '../http/rest-account.ts';
import { openCalls } from '../call-log/logged-calls.ts';
import { reportCall } from '../push/call-updates.ts';
import { settingsOf } from '../http/settings.ts';
import { fetchLegs, type RestAccount } from '../twilio/rest.ts';

/** Callbacks of a younger call are still on their way. */
const minAgeMs = 30_000;
/** A call without a CallSid after so long was never made: its request is over. */
const maxCreationMs = 120_000;
/** Two requests each, of the 50 that Cloudflare allows one run on its free plan; the others wait a minute. */
const maxCallsPerRun = 20;

/** Brings the log level with Twilio, and the screens with the log. Called every minute. */
export async function reconcileOpenCalls(env: Bindings, now: number): Promise<void> {
  const { values } = settingsOf(env);
  if (!values.TWILIO_ACCOUNT_SID || !values.TWILIO_AUTH_TOKEN || !values.TWILIO_API_BASE_URL) return;
  const account = restAccount(env);
  for (const { sid, startedAt } of await openCalls(env.DB, now - minAgeMs, maxCallsPerRun)) {
    if (!sid.startsWith('CA') && startedAt > now - maxCreationMs) continue;
    await reconcileCall(env, account, sid, now).catch((error: unknown) => console.error('the sweep passed over a call', messageOf(error)));
  }
}

async function reconcileCall(env: Bindings, account: RestAccount, sid: string, now: number): Promise<void> {
  const legs = sid.startsWith('CA') ? await fetchLegs(account, sid) : [];
  // Never made, or gone from Twilio's memory: nobody will tell of it any more.
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
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
