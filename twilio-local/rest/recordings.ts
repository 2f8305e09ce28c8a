/** Recordings of the REST API: resources and lists. */
import { isLive, type Recording } from '../calls/recordings.ts';
import type { TwilioContext } from '../context.ts';
import { pageOf } from './page.ts';
import { restError, type RestResponse } from './rest-error.ts';

const dateOf = (date: Date) => date.toUTCString().replace('GMT', '+0000');

/** A fault changes the status of recordings that have ended. */
function statusOf(context: TwilioContext, recording: Recording): string {
  const fault = context.faults.current().recordings.status;
  return recording.status === 'completed' && fault ? fault : recording.status;
}

function durationOf(recording: Recording, status: string): string | null {
  if (isLive(recording)) return null;
  return status === 'completed' ? String(recording.seconds) : '-1';
}

export function recordingResource(context: TwilioContext, recording: Recording): Record<string, unknown> {
  const { accountSid } = context.account;
  const { ownBucket } = context.faults.current().recordings;
  const status = statusOf(context, recording);
  const path = `/2010-04-01/Accounts/${accountSid}/Recordings/${recording.sid}`;
  return {
    sid: recording.sid,
    account_sid: accountSid,
    call_sid: recording.callSid,
    conference_sid: recording.conferenceSid ?? null,
    api_version: '2010-04-01',
    channels: recording.channels,
    source: recording.source,
    status,
    duration: durationOf(recording, status),
    start_time: dateOf(recording.startedAt),
    date_created: dateOf(recording.startedAt),
    date_updated: dateOf(recording.startedAt),
    error_code: recording.errorCode ?? null,
    price: null,
    price_unit: 'USD',
    encryption_details: null,
    // An account can have its recordings stored outside Twilio: media_url is then that address.
    media_url: ownBucket ? `${ownBucket}/${recording.sid}.wav` : `https://api.twilio.com${path}`,
    uri: `${path}.json`,
  };
}

/** A recording under the path of its call or conference: it has a `track` and no `media_url`. https://www.twilio.com/docs/voice/api/recording */
export function nestedRecordingResource(context: TwilioContext, recording: Recording, parentPath: string): Record<string, unknown> {
  const { media_url: _, ...resource } = recordingResource(context, recording);
  const uri = `/2010-04-01/Accounts/${context.account.accountSid}/${parentPath}/Recordings/${recording.sid}.json`;
  return { ...resource, track: recording.track, uri };
}

type ListRequest = { filter: (recording: Recording) => boolean; path: string; query: URLSearchParams };

function listOf(
  context: TwilioContext,
  { filter, path, query }: ListRequest,
  resourceOf: (recording: Recording) => Record<string, unknown>,
): RestResponse {
  const found = context.recordings.all().filter((recording) => filter(recording));
  const { items, fields } = pageOf(found, `/2010-04-01/Accounts/${context.account.accountSid}/${path}`, query);
  return { status: 200, body: { recordings: items.map((recording) => resourceOf(recording)), ...fields } };
}

export function listRecordings(context: TwilioContext, query: URLSearchParams): RestResponse {
  const matches = (name: string, value: string | undefined) => !query.get(name) || query.get(name) === value;
  const filter = (recording: Recording) => matches('CallSid', recording.callSid) && matches('ConferenceSid', recording.conferenceSid);
  return listOf(context, { filter, path: 'Recordings.json', query }, (recording) => recordingResource(context, recording));
}

/** The recordings of one call. */
export function listCallRecordings(context: TwilioContext, callSid: string, query: URLSearchParams): RestResponse {
  const request = { filter: (recording: Recording) => recording.callSid === callSid, path: `Calls/${callSid}/Recordings.json`, query };
  return listOf(context, request, (recording) => nestedRecordingResource(context, recording, `Calls/${callSid}`));
}

/** The recordings of one conference. */
export function listConferenceRecordings(context: TwilioContext, conferenceSid: string, query: URLSearchParams): RestResponse {
  const path = `Conferences/${conferenceSid}`;
  const request = { filter: (recording: Recording) => recording.conferenceSid === conferenceSid, path: `${path}/Recordings.json`, query };
  return listOf(context, request, (recording) => nestedRecordingResource(context, recording, path));
}

/**
 * Removes a recording that has ended. Of a live one nothing is documented: it is refused as a live call is.
 * https://www.twilio.com/docs/voice/api/recording#delete-a-recording-resource
 */
export function deleteRecording(context: TwilioContext, recording: Recording): RestResponse {
  if (isLive(recording)) return restError(409, 20009, 'Unable to delete record: Resource not complete');
  context.recordings.remove(recording.sid);
  return { status: 204 };
}
