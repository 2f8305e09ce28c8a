/** Twilio's REST API over `fetch`: places calls, ends legs, streams recordings. */
import * as z from 'zod/mini';
import { ProblemError } from '../../shared/problem.ts';

export type RestAccount = {
  accountSid: string;
  authToken: string;
  /** Without a slash at its end; Twilio's own when undefined. */ baseUrl?: string | undefined;
};

const patienceMs = 8_000;
const createdSchema = z.object({ sid: z.string(), queue_time: z.optional(z.nullable(z.string())) });
const listedSchema = z.object({ calls: z.array(z.object({ sid: z.string(), status: z.string() })) });

/**
 * Places a call that runs `twiml` once answered.
 * @returns its SID, and how long it waits in Twilio's queue: one call a second leaves an account.
 * @throws {ProblemError} `proof-refused` when Twilio would not, or cannot be reached.
 */
export async function placeCall(
  account: RestAccount,
  { to, from, twiml, ringSeconds }: { to: string; from: string; twiml: string; ringSeconds: number },
): Promise<{ sid: string; queuedMs: number }> {
  const form = new URLSearchParams({ To: to, From: from, Twiml: twiml, Timeout: String(ringSeconds) });
  const response = await ask(account, 'POST', '/Calls.json', form).catch((cause: unknown) => {
    throw new ProblemError('proof-refused', {}, { cause });
  });
  const read = z.safeParse(createdSchema, await response.json().catch(() => null));
  if (!response.ok || !read.success) throw new ProblemError('proof-refused', { status: String(response.status) });
  return { sid: read.data.sid, queuedMs: Number(read.data.queue_time ?? 0) || 0 };
}

/** Ends every leg that rings for the call `parentSid`; its `<Dial>` then goes to its action. */
export async function stopRinging(account: RestAccount, parentSid: string): Promise<void> {
  const response = await ask(account, 'GET', `/Calls.json?ParentCallSid=${parentSid}`);
  const read = z.safeParse(listedSchema, await response.json().catch(() => null));
  if (!response.ok || !read.success) throw new ProblemError('backend-failed', { status: String(response.status) });
  const ringing = read.data.calls.filter(({ status }) => ['queued', 'initiated', 'ringing'].includes(status));
  await Promise.all(ringing.map(({ sid }) => ask(account, 'POST', `/Calls/${sid}.json`, new URLSearchParams({ Status: 'canceled' }))));
}

/** The WAV of a recording, or the part of it that `range` asks for, as Twilio answers. */
export function fetchRecording(account: RestAccount, recordingSid: string, range: string | undefined): Promise<Response> {
  return ask(account, 'GET', `/Recordings/${recordingSid}.wav`, undefined, range ? { range } : {});
}

async function ask(
  { accountSid, authToken, baseUrl = 'https://api.twilio.com' }: RestAccount,
  method: 'GET' | 'POST',
  path: string,
  form?: URLSearchParams,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${baseUrl}/2010-04-01/Accounts/${accountSid}${path}`, {
    method,
    headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}`, ...headers },
    ...(form ? { body: form } : {}),
    signal: AbortSignal.timeout(patienceMs),
  }).catch((cause: unknown) => {
    throw new ProblemError('backend-failed', {}, { cause });
  });
}
