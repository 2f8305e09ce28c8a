/** Deletes what is older than `RETENTION_DAYS`: recordings at Twilio too. Runs every minute, a bounded number each time. */
import { deleteExpiredCalls, deleteShortLived, findExpiredRecordings, forgetRecording, markDeletionFailed } from '../call-log/retention.ts';
import type { Bindings } from '../http/bindings.ts';
import { restAccount } from '../http/rest-account.ts';
import { settingsOf } from '../http/settings.ts';
import { deleteRecording } from '../twilio/recording.ts';
import type { RestAccount } from '../twilio/rest.ts';

const dayMs = 24 * 60 * 60_000;
/** With those of the reconciliation fewer than the 50 requests of a run on Cloudflare's free plan; 7200 in a day. */
const maxRecordingsPerRun = 5;

/** A missing or malformed setting deletes nothing of the log. */
export async function deleteExpired(env: Bindings, now: number): Promise<void> {
  const { RETENTION_DAYS: days = 0, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_API_BASE_URL } = settingsOf(env).values;
  await deleteShortLived(env.DB, now);
  if (days === 0) return;
  const before = now - days * dayMs;
  if (TWILIO_ACCOUNT_SID && TWILIO_AUTH_TOKEN && TWILIO_API_BASE_URL) {
    const account = restAccount(env);
    for (const sid of await findExpiredRecordings(env.DB, before, now, maxRecordingsPerRun)) await deleteOne(env.DB, account, sid, now);
  }
  await deleteExpiredCalls(env.DB, before);
}

/** At Twilio first: a failure leaves the row, and with it the next attempt. */
async function deleteOne(db: D1Database, account: RestAccount, sid: string, now: number): Promise<void> {
  try {
    await deleteRecording(account, sid);
    await forgetRecording(db, sid);
  } catch (error) {
    console.error('a recording could not be deleted', error instanceof Error ? error.message : '');
    await markDeletionFailed(db, sid, now);
  }
}
