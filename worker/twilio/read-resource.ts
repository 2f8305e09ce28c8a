/** Reads and changes any resource of Twilio's REST API, and says in data how that ended: a doctor does not throw. */
import * as z from 'zod/mini';
import type { RestAccount } from './rest.ts';

export type ResourceAnswer<Value> =
  /** `clockSkewMs`: how far Twilio's clock is ahead; null without a date. */
  | { is: 'read'; value: Value; clockSkewMs: number | null }
  | { is: 'missing' }
  | { is: 'refused'; status: number; code: number | null }
  | { is: 'unreachable' };

const timeoutMs = 10_000;
const twilioBaseUrl = 'https://api.twilio.com';
const errorSchema = z.object({ code: z.number() });

/** @param resource below the account, as `Balance.json`, or with the host of another API, as `voice.twilio.com/v1/…`. */
export function resourceUrl({ accountSid, baseUrl }: RestAccount, resource: string): string {
  const [, host, path] = /^([\w-]+\.twilio\.com)(\/.*)$/.exec(resource) ?? [];
  // A local Twilio plays every host.
  if (host && path) return baseUrl === twilioBaseUrl ? `https://${host}${path}` : baseUrl + path;
  return `${baseUrl}/2010-04-01/Accounts/${accountSid}${resource === '.json' ? resource : `/${resource}`}`;
}

/** The address at which Twilio serves a hosted file. */
export function hostedFileUrl({ baseUrl }: RestAccount, domain: string, file: string): string {
  return baseUrl === twilioBaseUrl ? `https://${domain}${file}` : `${baseUrl}/twil.io/${domain}${file}`;
}

/** With a form the resource is changed by POST. */
export async function readResource<Schema extends z.ZodMiniType>(
  account: RestAccount,
  resource: string,
  schema: Schema,
  form?: URLSearchParams,
): Promise<ResourceAnswer<z.infer<Schema>>> {
  const authorization = `Basic ${btoa(`${account.accountSid}:${account.authToken}`)}`;
  const init = { headers: { authorization }, redirect: 'manual' as const, signal: AbortSignal.timeout(timeoutMs) };
  const startedAt = Date.now();
  const response = await fetch(resourceUrl(account, resource), form ? { ...init, method: 'POST', body: form } : init).catch(() => null);
  if (!response) return { is: 'unreachable' };
  const body: unknown = await response.json().catch(() => null);
  if (response.status === 404) return { is: 'missing' };
  if (!response.ok) return { is: 'refused', status: response.status, code: errorSchema.safeParse(body).data?.code ?? null };
  const read = z.safeParse(schema, body);
  if (!read.success) return { is: 'refused', status: response.status, code: null };
  return { is: 'read', value: read.data, clockSkewMs: skewOf(response.headers.get('date'), startedAt) };
}

/** `Date` has whole seconds, and the answer took some time: the middle of both. */
function skewOf(date: string | null, startedAt: number): number | null {
  const time = Date.parse(date ?? '');
  return Number.isFinite(time) ? time + 500 - (startedAt + Date.now()) / 2 : null;
}
