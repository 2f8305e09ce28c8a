/** The status callback of a recording. */
import type { TwilioContext } from '../context.ts';
import { recordingUrl, type Recording } from './recordings.ts';

/** Informs the customer's server that a recording is complete. */
export function sendRecordingCallback(
  context: TwilioContext,
  recording: Recording,
  callback: { url: string; method: 'GET' | 'POST' },
): void {
  const { accountSid } = context.account;
  const parameters = {
    AccountSid: accountSid,
    CallSid: recording.callSid,
    RecordingSid: recording.sid,
    RecordingUrl: recordingUrl(accountSid, recording.sid),
    RecordingStatus: 'completed',
    RecordingDuration: String(recording.seconds),
    RecordingChannels: String(recording.channels),
    RecordingStartTime: recording.startedAt.toUTCString().replace('GMT', '+0000'),
    RecordingSource: recording.source,
  };
  context.webhooks.sendStatus(recording.sid, { ...callback, parameters });
}
