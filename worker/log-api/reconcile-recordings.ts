/** Asks Twilio about recordings of ended calls whose callback was lost, so that none stays in preparation. Runs every minute. */
import { claimUnfinished } from '../call-log/call-recordings.ts';
import type { Bindings } from '../http/bindings.ts';
import { restAccount } from '../http/rest-account.ts';
import { settingsOf } from '../http/settings.ts';
import { followRecording } from '../recordings/recording-webhook.ts';
import { fetchRecordingResult } from '../twilio/recording.ts';

/** Twilio's callback comes some seconds after the end, of a long call some minutes. */
const minAgeMs = 2 * 60_000;
const checkEveryMs = 10 * 60_000;
/** With the other jobs of the run fewer than the 50 requests of Cloudflare's free plan. */
const maxRecordingsPerRun = 2;

export async function reconcileRecordings(env: Bindings, now: number): Promise<void> {
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_API_BASE_URL } = settingsOf(env).values;
  if (!TWILIO_ACCOUNT_SID || !TWILIO_AUTH_TOKEN || !TWILIO_API_BASE_URL) return;
  const account = restAccount(env);
  const limits = { endedBefore: now - minAgeMs, checkedBefore: now - checkEveryMs, now, limit: maxRecordingsPerRun };
  for (const { id, callSid, sid } of await claimUnfinished(env.DB, limits)) {
    const result = await fetchRecordingResult(account, sid).catch((error: unknown) => {
      console.error('a recording could not be checked', error instanceof Error ? error.message : '');
      return null;
    });
    if (result) await followRecording(env, { callSid, id }, { sid, ...result });
  }
}
