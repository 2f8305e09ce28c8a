/** Twilio's REST API over plain fetch: calls and their legs. */
import * as z from 'zod/mini';
import { problemOf, ProblemError, type ProblemCode } from '../../shared/problem.ts';
import { problemOfTwilioCode } from '../../shared/twilio-codes.ts';
import { callStatuses, type CallStatus } from './call-status.ts';

export type RestAccount = { accountSid: string; authToken: string; baseUrl: string };

/** A call as Twilio's REST API describes it; times in Unix milliseconds. */
export type RestCall = {
  sid: string;
  /** The called party: `client:` and an identity, or a number. */
  to: string;
  status: CallStatus;
  startedAt: number | null;
  endedAt: number | null;
  /** How long the leg was connected, once it is over. */
  seconds: number | null;
  /** In millionths of the account's currency; null until Twilio knows it, some minutes after the end. */
  cost: number | null;
};

const defaultTimeoutMs = 10_000;
const tooManyRequests = 429;
/** Upper bounds of the delay before each retry after 429 Too Many Requests. Twilio asks for exponential back-off. */
const maxRetryDelaysMs = [500, 1_000, 2_000];

const time = z.nullish(
  z.pipe(
    z.string(),
    z.transform((text) => (Number.isFinite(Date.parse(text)) ? Date.parse(text) : null)),
  ),
);
const callSchema = z.object({
  sid: z.string(),
  to: z.string(),
  status: z.enum(callStatuses),
  start_time: time,
  end_time: time,
  duration: z.nullish(z.string()),
  queue_time: z.nullish(z.string()),
  price: z.nullish(z.string()),
});
const listSchema = z.object({ calls: z.array(callSchema) });
const errorSchema = z.object({ code: z.number() });

/** TwiML for the answered call, or the URL that serves it. */
type OnAnswer = { twiml: string } | { url: string; statusUrl: string };

/**
 * Rings `to`. Fields: https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource
 * @returns the CallSid, and how long the call waits in Twilio's queue: one a second leaves an account.
 * @throws {ProblemError} why Twilio rejects the call. After `phone-service-unreachable` Twilio may have created it all the
 * same, so there is no retry.
 */
export async function createCall(
  account: RestAccount,
  call: { to: string; from: string; ringSeconds: number } & OnAnswer,
): Promise<{ sid: string; queuedMs: number }> {
  const form = new URLSearchParams({ To: call.to, From: call.from, Timeout: String(call.ringSeconds) });
  if ('twiml' in call) form.append('Twiml', call.twiml);
  else {
    form.append('Url', call.url);
    form.append('StatusCallback', call.statusUrl);
    for (const event of ['initiated', 'ringing', 'answered', 'completed']) form.append('StatusCallbackEvent', event);
  }
  const { sid, queue_time } = await requestJson(account, 'POST', 'Calls.json', callSchema, form);
  return { sid, queuedMs: Number(queue_time ?? 0) || 0 };
}

/**
 * Ends a call in any state, with the legs bridged to it; `canceled` ends it only while it rings. A call that has ended
 * already is a success: both sides may hang up at the same moment.
 */
export async function endCall(account: RestAccount, sid: string, status: 'completed' | 'canceled' = 'completed'): Promise<void> {
  const form = new URLSearchParams({ Status: status });
  await requestJson(account, 'POST', `Calls/${sid}.json`, callSchema, form).catch((error: unknown) => {
    const { code, details } = problemOf(error, 'call-failed');
    if (code !== 'call-unknown' && details?.['code'] !== String(wrongCallState)) throw error;
  });
}

/** "Call is not in-progress": it has ended, or, for `canceled`, it rings no more. */
const wrongCallState = 21220;

/** A call with the legs it dialled, itself first; empty when Twilio knows no such call. */
export async function fetchLegs(account: RestAccount, sid: string): Promise<RestCall[]> {
  const first = await fetchLeg(account, sid);
  return first ? [first, ...(await fetchDialledLegs(account, sid))] : [];
}

/** Null when Twilio knows no such call. */
export async function fetchLeg(account: RestAccount, sid: string): Promise<RestCall | null> {
  const leg = await requestJson(account, 'GET', `Calls/${sid}.json`, callSchema).catch(nullIfUnknown);
  return leg && toRestCall(leg);
}

/** The legs that the call `sid` dialled, without those of the last seconds: Twilio's list is only eventually consistent. */
export async function fetchDialledLegs(account: RestAccount, sid: string): Promise<RestCall[]> {
  const { calls } = await requestJson(account, 'GET', `Calls.json?ParentCallSid=${encodeURIComponent(sid)}`, listSchema);
  return calls.map(toRestCall);
}

function toRestCall({ sid, to, status, start_time, end_time, duration, price }: z.infer<typeof callSchema>): RestCall {
  const seconds = Number(duration ?? Number.NaN);
  const cost = toMicros(price ?? '');
  return {
    sid,
    to,
    status,
    startedAt: start_time ?? null,
    endedAt: end_time ?? null,
    seconds: Number.isFinite(seconds) ? seconds : null,
    cost: price && Number.isFinite(cost) ? cost : null,
  };
}

/** Prices are text, and negative: they are taken from the balance. */
export function toMicros(price: string): number {
  return Math.abs(Math.round(Number(price) * 1_000_000));
}

/** For `catch`: null when Twilio does not know the resource. */
export function nullIfUnknown(error: unknown): null {
  if (error instanceof ProblemError && error.problem.code === 'call-unknown') return null;
  throw error;
}

/** Deletes an API key: tokens that it signed end with it. A key that is gone already is a success. */
export async function deleteKey(account: RestAccount, sid: string): Promise<void> {
  const response = await request(account, 'DELETE', `Keys/${sid}.json`);
  if (response.ok || response.status === 404) return;
  throw restError(response.status, await response.json().catch(() => null));
}

export async function requestJson<Schema extends z.ZodMiniType>(
  account: RestAccount,
  method: 'GET' | 'POST',
  resource: string,
  schema: Schema,
  form?: URLSearchParams,
): Promise<z.infer<Schema>> {
  for (let tries = 0; ; tries += 1) {
    const response = await request(account, method, resource, { form });
    const body: unknown = await response.json().catch(() => null);
    if (response.ok) {
      const read = z.safeParse(schema, body);
      if (read.success) return read.data;
      throw new ProblemError('phone-service-unreachable', { status: String(response.status) });
    }
    const error = restError(response.status, body);
    const maxDelayMs = maxRetryDelaysMs[tries];
    // The calls of an account at its limit last longer than the retries.
    if (response.status !== tooManyRequests || error.problem.code !== 'phone-service-busy' || maxDelayMs === undefined) throw error;
    // Full jitter: agents refused at the same moment must not come back at the same moment.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * maxDelayMs));
  }
}

type RequestOptions = { form?: URLSearchParams | undefined; headers?: Record<string, string>; timeoutMs?: number };

/** The error of a failed request carries neither its URL nor its credentials. A redirect is not followed. */
export function request(
  { accountSid, authToken, baseUrl }: RestAccount,
  method: string,
  resource: string,
  { form, headers = {}, timeoutMs = defaultTimeoutMs }: RequestOptions = {},
): Promise<Response> {
  return fetch(`${baseUrl}/2010-04-01/Accounts/${accountSid}/${resource}`, {
    method,
    headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}`, ...headers },
    ...(form ? { body: form } : {}),
    signal: AbortSignal.timeout(timeoutMs),
    redirect: 'manual',
  }).catch(() => {
    throw new ProblemError('phone-service-unreachable');
  });
}

const problemOfHttp: Record<number, ProblemCode> = {
  401: 'account-refused',
  403: 'account-refused',
  404: 'call-unknown',
  429: 'phone-service-busy',
};

/** Errors: https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions */
export function restError(status: number, body: unknown): ProblemError {
  const error = z.safeParse(errorSchema, body);
  const known = error.success ? problemOfTwilioCode(error.data.code) : null;
  const unknown = error.success ? 'twilio-error' : 'call-failed';
  const code = known ?? problemOfHttp[status] ?? (status >= 500 ? 'phone-service-unreachable' : unknown);
  return new ProblemError(code, error.success ? { code: String(error.data.code) } : { status: String(status) });
}
