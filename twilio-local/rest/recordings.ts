/** Recordings of the REST API: resources, WAV files, and the storage that they can be redirected to. */
import { createHash } from 'node:crypto';
import type { Recording } from '../calls/recordings.ts';
import type { TwilioContext } from '../context.ts';
import { pageOf } from './page.ts';
import { notFound, type RestResponse } from './rest-error.ts';

export function recordingResource(context: TwilioContext, recording: Recording): Record<string, unknown> {
  const { accountSid } = context.account;
  const { status = 'completed', ownBucket } = context.faults.current().recordings;
  return {
    sid: recording.sid,
    account_sid: accountSid,
    call_sid: recording.callSid,
    api_version: '2010-04-01',
    channels: recording.channels,
    source: recording.source,
    status,
    duration: status === 'completed' ? String(recording.seconds) : '-1',
    start_time: recording.startedAt.toUTCString().replace('GMT', '+0000'),
    date_created: recording.startedAt.toUTCString().replace('GMT', '+0000'),
    // An account can have its recordings stored outside Twilio: media_url is then that address.
    media_url: ownBucket
      ? `${ownBucket}/${recording.sid}.wav`
      : `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Recordings/${recording.sid}`,
    uri: `/2010-04-01/Accounts/${accountSid}/Recordings/${recording.sid}.json`,
  };
}

function listOf(
  context: TwilioContext,
  { callSid, path, query }: { callSid: string | null; path: string; query: URLSearchParams },
  resourceOf: (recording: Recording) => Record<string, unknown>,
): RestResponse {
  const found = context.recordings.all().filter((recording) => !callSid || recording.callSid === callSid);
  const { items, fields } = pageOf(found, `/2010-04-01/Accounts/${context.account.accountSid}/${path}`, query);
  return { status: 200, body: { recordings: items.map((recording) => resourceOf(recording)), ...fields } };
}

export function listRecordings(context: TwilioContext, query: URLSearchParams): RestResponse {
  const request = { callSid: query.get('CallSid'), path: 'Recordings.json', query };
  return listOf(context, request, (recording) => recordingResource(context, recording));
}

/** The recordings of one call. Their resource has no `media_url`: https://www.twilio.com/docs/voice/api/recording */
export function listCallRecordings(context: TwilioContext, callSid: string, query: URLSearchParams): RestResponse {
  return listOf(context, { callSid, path: `Calls/${callSid}/Recordings.json`, query }, (recording) => {
    const { media_url: _, ...resource } = recordingResource(context, recording);
    return resource;
  });
}

const storagePath = '/media-storage';
export const storageRoute = `${storagePath}/:file{RE\\w+\\.wav}` as const;

/** The audio of a recording, as REST answers at `url`: the file, a redirect to the storage, or 404 where there is none. */
export function recordingMedia({ faults }: TwilioContext, recording: Recording, url: URL, range: string | undefined): RestResponse {
  const { redirect = false, status = 'completed', ownBucket } = faults.current().recordings;
  if (status !== 'completed' || ownBucket) return notFound(url.pathname);
  if (!redirect) return recordingFile(recording, range);
  // Another name of this machine is another origin to every client.
  const host = url.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
  const location = `${url.protocol}//${host}:${url.port}${storagePath}/${recording.sid}.wav?signature=${signatureOf(recording)}`;
  return { status: 307, headers: { location } };
}

const signatureOf = ({ sid }: Recording) => createHash('sha256').update(sid).digest('hex');

/** As S3 answers a signed address: it refuses a request that is authorised in a header besides. */
export function storedMedia(recording: Recording | undefined, url: URL, headers: Headers): RestResponse {
  if (headers.has('authorization')) return { status: 400, body: { error: 'Only one auth mechanism allowed' } };
  if (!recording) return { status: 404 };
  if (url.searchParams.get('signature') !== signatureOf(recording)) return { status: 403 };
  return recordingFile(recording, headers.get('range') ?? undefined);
}

/** The WAV file, or the part in the `range` header. */
function recordingFile({ file }: Recording, range: string | undefined): RestResponse {
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
