/** Twilio's REST API for the setup, with the account's Auth Token. */
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { adviceOf } from './twilio-advice.ts';

export type Credentials = {
  accountSid: string;
  authToken: string;
  /** A Standard key of the admin's own, in place of a new one. */
  apiKey?: { sid: string; secret: string } | undefined;
  /** Address of a local Twilio, which plays every host of Twilio. */
  baseUrl?: string | undefined;
};

export type TwilioApi = {
  accountSid: string;
  /**
   * @param resource below the account, as `Keys.json`, or with the host of another API, as `voice.twilio.com/v1/…`.
   * @throws {TwilioError} when Twilio refuses or cannot be reached.
   */
  request<Schema extends z.ZodType>(method: Method, resource: string, schema: Schema, form?: Form): Promise<z.infer<Schema>>;
  /** The address at which Twilio serves a hosted file. */
  hostedUrl: (domain: string, file: string) => string;
};

type Method = 'GET' | 'POST' | 'DELETE';
type Form = Record<string, string | string[]> | FormData;

/** Its message names neither the credentials nor the form. */
export class TwilioError extends Error {
  readonly status: number;
  readonly code: number | null;
  constructor(message: string, status: number, code: number | null) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const timeoutMs = 20_000;
const maxTries = 4;
const tooManyRequests = 429;
/** The schema of an answer without a body. */
export const nothing = z.null();
const errorSchema = z.object({ code: z.number(), message: z.string() });

/** For `catch`: null when the resource does not exist. */
export function nullIfMissing(error: unknown): null {
  if (error instanceof TwilioError && error.status === 404) return null;
  throw error;
}

export function twilioApi({ accountSid, authToken, baseUrl }: Credentials): TwilioApi {
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  const addressOf = (resource: string) => {
    const other = /^([\w-]+\.twilio\.com)(\/.*)$/.exec(resource);
    if (other) return baseUrl ? baseUrl + other[2] : `https://${resource}`;
    const below = resource === '.json' ? resource : `/${resource}`;
    return `${baseUrl ?? 'https://api.twilio.com'}/2010-04-01/Accounts/${accountSid}${below}`;
  };

  async function send(method: Method, resource: string, form: Form | undefined): Promise<Response> {
    const init = { method, headers: { authorization }, redirect: 'error' as const, signal: AbortSignal.timeout(timeoutMs) };
    const body = form === undefined || form instanceof FormData ? form : toParams(form);
    return fetch(addressOf(resource), body ? { ...init, body } : init).catch(() => {
      throw new TwilioError('Twilio cannot be reached. Check the connection of this machine, then run the same command again.', 0, null);
    });
  }

  return {
    accountSid,
    hostedUrl: (domain, file) => (baseUrl ? `${baseUrl}/twil.io/${domain}${file}` : `https://${domain}${file}`),
    async request(method, resource, schema, form) {
      for (let tries = 1; ; tries += 1) {
        const response = await send(method, resource, form);
        const body: unknown = await response.json().catch(() => null);
        if (response.ok) return schema.parse(body);
        if (response.status !== tooManyRequests || tries === maxTries) throw refusal(response.status, body);
        await delay(Math.random() * 1000 * 2 ** tries);
      }
    },
  };
}

function toParams(form: Record<string, string | string[]>): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) for (const each of [value].flat()) params.append(name, each);
  return params;
}

function refusal(status: number, body: unknown): TwilioError {
  const error = errorSchema.safeParse(body);
  if (!error.success) return new TwilioError(`Twilio answered HTTP ${status}.`, status, null);
  const { code, message } = error.data;
  if (code === 20003) {
    return new TwilioError(
      'Twilio refuses the Account SID and Auth Token (20003): they do not belong together, or the account is suspended or closed. Copy both from the Console, Account Dashboard > Account Info. A token of another region than US1 is refused too.',
      status,
      code,
    );
  }
  const advice = adviceOf(code);
  return new TwilioError(
    [`Twilio refused (${code}): ${message}`, ...(advice ? [advice] : []), `https://www.twilio.com/docs/errors/${code}`].join(' '),
    status,
    code,
  );
}
