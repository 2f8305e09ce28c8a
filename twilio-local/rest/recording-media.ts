/** The audio of recordings: WAV files with ranges, and the storage that REST can redirect to. */
import { createHash } from 'node:crypto';
import { isLive, type Recording } from '../calls/recordings.ts';
import type { TwilioContext } from '../context.ts';
import { notFound, type RestResponse } from './rest-error.ts';

const storagePath = '/media-storage';
export const storageRoute = `${storagePath}/:file{RE\\w+\\.wav}` as const;

/** The audio of a recording, as REST answers at `url`: the file, a redirect to the storage, or 404 where there is none. */
export function recordingMedia({ faults }: TwilioContext, recording: Recording, url: URL, range: string | undefined): RestResponse {
  const { redirect = false, status = 'completed', ownBucket } = faults.current().recordings;
  if (isLive(recording) || recording.status === 'absent' || status !== 'completed' || ownBucket) return notFound(url.pathname);
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
