/** Recordings of the REST API: resources and WAV files. */
import type { Recording } from '../calls/recordings.ts';
import type { TwilioContext } from '../context.ts';
import type { RestResponse } from './rest-error.ts';

export function recordingResource(context: TwilioContext, recording: Recording): Record<string, unknown> {
  const { accountSid } = context.account;
  return {
    sid: recording.sid,
    account_sid: accountSid,
    call_sid: recording.callSid,
    api_version: '2010-04-01',
    channels: recording.channels,
    source: recording.source,
    status: 'completed',
    duration: String(recording.seconds),
    start_time: recording.startedAt.toUTCString().replace('GMT', '+0000'),
    date_created: recording.startedAt.toUTCString().replace('GMT', '+0000'),
    media_url: `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Recordings/${recording.sid}`,
    uri: `/2010-04-01/Accounts/${accountSid}/Recordings/${recording.sid}.json`,
  };
}

/** @param callSid every call when null */
export function listRecordings(context: TwilioContext, callSid: string | null): RestResponse {
  const found = context.recordings.all().filter((recording) => !callSid || recording.callSid === callSid);
  return { status: 200, body: { recordings: found.map((recording) => recordingResource(context, recording)), page: 0, page_size: 50 } };
}

/** The WAV file, or the part in the `range` header. */
export function recordingFile({ file }: Recording, range: string | undefined): RestResponse {
  const headers = { 'content-type': 'audio/x-wav', 'accept-ranges': 'bytes' };
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (first === '' && last === '') return { status: 200, file, headers };
  const start = first === '' ? Math.max(0, file.length - Number(last)) : Number(first);
  const end = first === '' || last === '' ? file.length - 1 : Math.min(Number(last), file.length - 1);
  if (start > end) return { status: 416, body: undefined, headers: { 'content-range': `bytes */${file.length}` } };
  return {
    status: 206,
    file: file.subarray(start, end + 1),
    headers: { ...headers, 'content-range': `bytes ${start}-${end}/${file.length}` },
  };
}
