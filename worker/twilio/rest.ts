/** Twilio's REST API, as far as calls go, over plain fetch. */
import * as z from 'zod/mini';
import { ProblemError, type ProblemCode } from '../../shared/problem.ts';
import { callStatuses, problemOfErrorCode, type CallStatus } from './call-status.ts';

export type RestAccount = { accountSid: string; authToken: string; baseUrl: string };

/** A call as Twilio's REST API describes it; times in Unix milliseconds. */
export type RestCall = {
  sid: string;
  status: CallStatus;
  startedAt: number | null;
  endedAt: number | null;
  /** How long the leg was connected, once it is over. */
  seconds: number | null;
};

const patienceMs = 10_000;
/** Before each further try after 429 Too Many Requests. Twilio asks for exponential back-off. */
const waitsMs = [500, 1_000, 2_000];

const time = z.nullish(
  z.pipe(
    z.string(),
    z.transform((text) => (Number.isFinite(Date.parse(text)) ? Date.parse(text) : null)),
  ),
);
const callSchema = z.object({
  sid: z.string(),
  status: z.enum(callStatuses),
  start_time: time,
  end_time: time,
  duration: z.nullish(z.string()),
});
const listSchema = z.object({ calls: z.array(callSchema) });
const errorSchema = z.object({ code: z.number() });

/**
 * Rings `to`. Fields: https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource
 * @returns the CallSid.
 * @throws {ProblemError} why Twilio does not take the call. After `phone-service-unreachable` it may have taken it all
 * the same, so this is never tried again.
 */
export async function createCall(
  account: RestAccount,
  call: { to: string; from: string; url: string; statusUrl: string; ringSeconds: number },
) {
  const form = new URLSearchParams({
    To: call.to,
    From: call.from,
    Url: call.url,
    Method: 'POST',
    Timeout: String(call.ringSeconds),
    StatusCallback: call.statusUrl,
    StatusCallbackMethod: 'POST',
  });
  for (const event of ['initiated', 'ringing', 'answered', 'completed']) form.append('StatusCallbackEvent', event);
  return (await ask(account, 'POST', 'Calls.json', callSchema, form)).sid;
}

/** Ends a call in whatever state it is, with all it was bridged to. */
export async function endCall(account: RestAccount, sid: string): Promise<void> {
  await ask(account, 'POST', `Calls/${sid}.json`, callSchema, new URLSearchParams({ Status: 'completed' }));
}

/** A call with the legs it dialled, itself first; empty when Twilio knows no such call. */
export async function fetchLegs(account: RestAccount, sid: string): Promise<RestCall[]> {
  const first = await ask(account, 'GET', `Calls/${sid}.json`, callSchema).catch(unlessUnknown);
  if (!first) return [];
  const { calls } = await ask(account, 'GET', `Calls.json?ParentCallSid=${encodeURIComponent(sid)}`, listSchema);
  return [first, ...calls].map(restCall);
}

function restCall({ sid, status, start_time, end_time, duration }: z.infer<typeof callSchema>): RestCall {
  const seconds = Number(duration ?? Number.NaN);
  return { sid, status, startedAt: start_time ?? null, endedAt: end_time ?? null, seconds: Number.isFinite(seconds) ? seconds : null };
}

function unlessUnknown(error: unknown): null {
  if (error instanceof ProblemError && error.problem.code === 'call-unknown') return null;
  throw error;
}

async function ask<Schema extends z.ZodMiniType>(
  account: RestAccount,
  method: 'GET' | 'POST',
  resource: string,
  schema: Schema,
  form?: URLSearchParams,
): Promise<z.infer<Schema>> {
  for (let tries = 0; ; tries += 1) {
    const response = await request(account, method, resource, form);
    const body: unknown = await response.json().catch(() => null);
    if (response.ok) {
      const read = z.safeParse(schema, body);
      if (read.success) return read.data;
      throw new ProblemError('phone-service-unreachable', { status: String(response.status) });
    }
    const wait = waitsMs[tries];
    const tooMany = 429;
    if (response.status !== tooMany || wait === undefined) throw refusal(response.status, body);
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** Neither the address nor the credentials of a failed request may travel in its error. */
function request({ accountSid, authToken, baseUrl }: RestAccount, method: string, resource: string, form?: URLSearchParams) {
  return fetch(`${baseUrl}/2010-04-01/Accounts/${accountSid}/${resource}`, {
    method,
    headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
    ...(form ? { body: form } : {}),
    signal: AbortSignal.timeout(patienceMs),
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
function refusal(status: number, body: unknown): ProblemError {
  const error = z.safeParse(errorSchema, body);
  const known = error.success ? problemOfErrorCode(error.data.code) : null;
  const code = known ?? problemOfHttp[status] ?? (status >= 500 ? 'phone-service-unreachable' : 'call-failed');
  return new ProblemError(code, error.success ? { code: String(error.data.code) } : { status: String(status) });
}
