/** The audio of a recording: from Twilio, from the storage that Twilio redirects to, or from the account's own bucket. */
import * as z from 'zod/mini';
import { ProblemError } from '../../shared/problem.ts';
import { nullIfUnknown, request, requestJson, restError, type RestAccount } from './rest.ts';

/** @param savedAt when Twilio reported it as complete, Unix ms. */
type Recording = { sid: string; savedAt: number };

const recordingSchema = z.object({ status: z.string(), media_url: z.nullish(z.string()), duration: z.nullish(z.string()) });

/** Long enough for the whole audio on a slow network, because the signal also ends the body. */
const timeoutMs = 60_000;
/** Twilio redirects once to its storage; the storage may redirect once more to another region. */
const maxRedirects = 2;
/** Twilio's REST API is eventually consistent: for this time after the call, an unknown recording may still appear. */
const settlingMs = 120_000;

/**
 * The WAV of a recording, or the part of it that `range` (an HTTP Range) asks for.
 * @returns an answer with status 200, 206 or 416.
 * @throws {ProblemError} why it cannot be played: `recording-gone`, `recording-not-ready`, `recording-in-own-storage`,
 * `recording-unreachable`, or the refusal of the REST API.
 */
export async function fetchRecording(account: RestAccount, { sid, savedAt }: Recording, range: string | undefined): Promise<Response> {
  const isSettling = Date.now() - savedAt < settlingMs;
  const headers: Record<string, string> = range ? { range } : {};
  const first = await request(account, 'GET', `Recordings/${sid}.wav`, { headers, timeoutMs });
  const answer = await followRedirects(account, first, account.baseUrl, headers);
  if (answer && isAudio(answer)) return answer;
  await answer?.body?.cancel();
  if (answer === first && first.status !== 404) throw restError(first.status, null);

  const recording = await requestJson(account, 'GET', `Recordings/${sid}.json`, recordingSchema).catch(nullIfUnknown);
  const isMissing = recording?.status === 'completed' ? answer?.status === 404 : recording === null;
  if (recording && pendingStatuses.has(recording.status)) throw new ProblemError('recording-not-ready');
  if (recording && lostStatuses.has(recording.status)) throw new ProblemError('recording-gone');
  const ownStorage = ownStorageOf(account, recording?.media_url);
  if (ownStorage) return fetchFromOwnStorage(account, ownStorage, headers);
  if (isMissing) throw new ProblemError(isSettling ? 'recording-not-ready' : 'recording-gone');
  throw new ProblemError('recording-unreachable', { status: String(answer?.status ?? first.status) });
}

/** What became of a recording whose callback was lost; null while Twilio records or processes it. */
export async function fetchRecordingResult(
  account: RestAccount,
  sid: string,
): Promise<{ state: 'ready' | 'absent'; seconds: number } | null> {
  const recording = await requestJson(account, 'GET', `Recordings/${sid}.json`, recordingSchema).catch(nullIfUnknown);
  if (recording && pendingStatuses.has(recording.status)) return null;
  const seconds = Math.max(0, Number(recording?.duration ?? 0) || 0);
  return recording?.status === 'completed' ? { state: 'ready', seconds } : { state: 'absent', seconds: 0 };
}

/**
 * Deletes a recording, with its audio. One that Twilio does not know is deleted already.
 * https://www.twilio.com/docs/voice/api/recording#delete-a-recording-resource
 */
export async function deleteRecording(account: RestAccount, sid: string): Promise<void> {
  const answer = await request(account, 'DELETE', `Recordings/${sid}.json`);
  const body: unknown = await answer.json().catch(() => null);
  if (!answer.ok && answer.status !== 404) throw restError(answer.status, body);
}

/** https://www.twilio.com/docs/voice/api/recording#recording-properties */
const pendingStatuses = new Set(['in-progress', 'paused', 'stopped', 'processing']);
const lostStatuses = new Set(['absent', 'deleted', 'failed']);

const isAudio = ({ status }: Response) => [200, 206, 416].includes(status);
const isRedirect = ({ status }: Response) => [301, 302, 303, 307, 308].includes(status);

/** Our credentials stay with Twilio: its storage has signed URLs, and refuses requests with a second authorisation. */
async function followRedirects(
  account: RestAccount,
  first: Response,
  from: string,
  headers: Record<string, string>,
): Promise<Response | null> {
  let answer = first;
  let base = from;
  for (let redirects = 0; isRedirect(answer); redirects += 1) {
    const target = targetOf(account, answer, base);
    await answer.body?.cancel();
    if (!target || redirects === maxRedirects) return null;
    base = target.href;
    answer = await fetchWithoutCredentials(target, headers);
  }
  return answer;
}

function targetOf(account: RestAccount, answer: Response, base: string): URL | null {
  const location = answer.headers.get('location') ?? '';
  return location !== '' && URL.canParse(location, base) ? safeUrl(account, new URL(location, base)) : null;
}

/** HTTPS only. The exception is a local Twilio: its REST API and its storage are both on this machine. */
function safeUrl({ baseUrl }: RestAccount, url: URL): URL | null {
  const isLocal = [new URL(baseUrl), url].every(({ protocol, hostname }) => protocol === 'http:' && loopback.has(hostname));
  return url.protocol === 'https:' || isLocal ? url : null;
}

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

function fetchWithoutCredentials(url: URL, headers: Record<string, string>): Promise<Response> {
  return fetch(url.href, { headers, signal: AbortSignal.timeout(timeoutMs), redirect: 'manual' }).catch(() => {
    throw new ProblemError('recording-unreachable');
  });
}

/** The address of a recording outside Twilio: an account can have its recordings stored in a bucket of its own. */
function ownStorageOf(account: RestAccount, mediaUrl: string | null | undefined): URL | null {
  if (!mediaUrl || !URL.canParse(mediaUrl)) return null;
  const url = new URL(mediaUrl);
  const isTwilio = url.hostname === 'twilio.com' || url.hostname.endsWith('.twilio.com') || url.origin === new URL(account.baseUrl).origin;
  return isTwilio ? null : url;
}

/** A bucket that is readable by address is read; for any other one we have no key. */
async function fetchFromOwnStorage(account: RestAccount, url: URL, headers: Record<string, string>): Promise<Response> {
  const safe = safeUrl(account, url);
  const answer = safe && (await followRedirects(account, await fetchWithoutCredentials(safe, headers), safe.href, headers));
  if (answer && isAudio(answer)) return answer;
  await answer?.body?.cancel();
  throw new ProblemError('recording-in-own-storage', { host: url.hostname });
}
