/** The status callback of a recording. */
import type { TwilioContext } from '../context.ts';
import { recordingUrl, type Recording } from './recordings.ts';

/** Informs the customer's server that a recording is complete, or absent because nothing was recorded. */
export function sendRecordingCallback(
  context: TwilioContext,
  recording: Recording,
  callback: { url: string; method: 'GET' | 'POST' },
): void {
  const { accountSid } = context.account;
  const isAbsent = context.faults.current().recordings.status === 'absent';
  const parameters = {
    AccountSid: accountSid,
    CallSid: recording.callSid,
    RecordingSid: recording.sid,
    RecordingUrl: recordingUrl(accountSid, recording.sid),
    RecordingStatus: isAbsent ? 'absent' : 'completed',
    RecordingDuration: isAbsent ? '-1' : String(recording.seconds),
    RecordingChannels: String(recording.channels),
    RecordingStartTime: recording.startedAt.toUTCString().replace('GMT', '+0000'),
    RecordingSource: recording.source,
  };
  context.webhooks.sendStatus(recording.sid, { ...callback, parameters });
}
