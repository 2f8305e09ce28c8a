/** The status callback of a recording. */
import type { TwilioContext } from '../context.ts';
import { recordingUrl, type Recording } from './recordings.ts';

export type RecordingEvent = 'in-progress' | 'completed' | 'absent';
export type RecordingCallback = { url: string; method: 'GET' | 'POST'; events: Set<RecordingEvent> };

const eventNames = new Set<string>(['in-progress', 'completed', 'absent']);

/** Reads event names of TwiML (separated by spaces) or REST (repeated). The default is `completed`; unknown names are dropped. */
export function readRecordingEvents(names: readonly (string | undefined)[]): Set<RecordingEvent> {
  const known = names.flatMap((name) => name?.split(/[\s,]+/) ?? []).filter((name): name is RecordingEvent => eventNames.has(name));
  return new Set(known.length > 0 ? known : ['completed']);
}

/** A recording that a fault makes absent has ended without a file. */
function statusOf(context: TwilioContext, recording: Recording): RecordingEvent | undefined {
  if (recording.status === 'paused') return undefined;
  return recording.status === 'completed' && context.faults.current().recordings.status === 'absent' ? 'absent' : recording.status;
}

/** Parameters: https://www.twilio.com/docs/voice/api/recording#recordingstatuscallback. `RecordingTrack` was seen in every live callback. */
function parametersOf(context: TwilioContext, recording: Recording, status: RecordingEvent): Record<string, string> {
  const { accountSid } = context.account;
  const durations = { 'in-progress': '-1', completed: String(recording.seconds), absent: '-1' };
  return {
    AccountSid: accountSid,
    ...(recording.conferenceSid ? { ConferenceSid: recording.conferenceSid } : { CallSid: recording.callSid }),
    RecordingSid: recording.sid,
    RecordingUrl: recordingUrl(accountSid, recording.sid),
    RecordingStatus: status,
    RecordingDuration: durations[status],
    RecordingChannels: String(recording.channels),
    RecordingStartTime: recording.startedAt.toUTCString().replace('GMT', '+0000'),
    RecordingSource: recording.source,
    RecordingTrack: recording.track,
    ...(recording.errorCode === undefined ? {} : { ErrorCode: String(recording.errorCode) }),
  };
}

/** Informs the customer's server of the recording's status, if the status is one of the callback's events. */
export function sendRecordingCallback(context: TwilioContext, recording: Recording, callback: RecordingCallback | undefined): void {
  const status = statusOf(context, recording);
  if (!callback || !status || !callback.events.has(status)) return;
  const { url, method } = callback;
  context.webhooks.sendStatus(recording.sid, { url, method, parameters: parametersOf(context, recording, status) });
}
