/** Starts, pauses and stops the recording of a leg: https://www.twilio.com/docs/voice/api/recording */
import * as z from 'zod/mini';
import { problemOf } from '../../shared/problem.ts';
import { requestJson, type RestAccount } from './rest.ts';

const startedSchema = z.object({ sid: z.string(), call_sid: z.string() });
const changedSchema = z.object({ sid: z.string() });

/** "Requested resource is not eligible for recording", or not in progress. */
const wrongCallState = '21220';

/** For `catch`: null when the leg, or its recording, is over or has not begun. */
function nullIfNotLive(error: unknown): null {
  const { code, details } = problemOf(error, 'call-failed');
  if (code === 'call-unknown' || details?.['code'] === wrongCallState) return null;
  throw error;
}

/**
 * Records the leg in two channels until it ends, whatever document the leg runs meanwhile.
 * @returns the recording and the leg under which Twilio keeps it; null when the leg is not in progress.
 */
export async function startLegRecording(
  account: RestAccount,
  legSid: string,
  statusUrl: string,
): Promise<{ sid: string; ownerSid: string } | null> {
  const form = new URLSearchParams({
    RecordingChannels: 'dual',
    RecordingStatusCallback: statusUrl,
    RecordingStatusCallbackMethod: 'POST',
  });
  for (const event of ['completed', 'absent']) form.append('RecordingStatusCallbackEvent', event);
  const started = await requestJson(account, 'POST', `Calls/${legSid}/Recordings.json`, startedSchema, form).catch(nullIfNotLive);
  return started && { sid: started.sid, ownerSid: started.call_sid };
}

/**
 * A pause is silence of its length, so that times in the file are times of the call.
 * @returns false when the recording is over.
 */
export async function updateLegRecording(
  account: RestAccount,
  { sid, ownerSid }: { sid: string; ownerSid: string },
  status: 'in-progress' | 'paused' | 'stopped',
): Promise<boolean> {
  const form = new URLSearchParams({ Status: status, ...(status === 'paused' ? { PauseBehavior: 'silence' } : {}) });
  const path = `Calls/${ownerSid}/Recordings/${sid}.json`;
  return (await requestJson(account, 'POST', path, changedSchema, form).catch(nullIfNotLive)) !== null;
}
