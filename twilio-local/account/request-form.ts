/** Reads the forms of the account's resources, and the parts that several resources share. */
import { createHash } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import { readBody } from '../read-body.ts';
import { restError, type RestResponse } from '../rest/rest-error.ts';

export type AccountApi = Hono<{ Bindings: HttpBindings }>;
export type ApiContext = Context<{ Bindings: HttpBindings }>;

export const formOf = async (c: ApiContext) => new URLSearchParams(await readBody(c.env.incoming));
export const queryOf = (c: ApiContext) => new URL(c.req.url).searchParams;
/** The sid in the last part of a path such as `/Keys/SK1.json`. */
export const sidOf = (c: ApiContext) => (c.req.param('file') ?? '').replace('.json', '');
export const dateOf = (date: Date) => date.toUTCString().replace('GMT', '+0000');

/** The same sid for the same number in every request, without a table. */
export function sidOfNumber(phoneNumber: string): string {
  return `PN${createHash('sha256').update(phoneNumber).digest('hex').slice(0, 32)}`;
}

/** The fields of a form that apps and numbers have; an empty text clears a field. */
const fieldNames = {
  FriendlyName: 'friendlyName',
  VoiceUrl: 'voiceUrl',
  VoiceMethod: 'voiceMethod',
  VoiceFallbackUrl: 'voiceFallbackUrl',
  VoiceFallbackMethod: 'voiceFallbackMethod',
  StatusCallback: 'statusCallback',
  StatusCallbackMethod: 'statusCallbackMethod',
  VoiceApplicationSid: 'voiceApplicationSid',
} as const;

export type NamedFields = { [Name in (typeof fieldNames)[keyof typeof fieldNames]]?: string | undefined };

const isUrl = (text: string) => text === '' || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol));

/** Codes: https://www.twilio.com/docs/api/errors (21402, 21403, 21405, 21609). */
export function readNamedFields(form: URLSearchParams, before: NamedFields = {}): NamedFields | RestResponse {
  const fields: NamedFields = {};
  for (const [name, field] of Object.entries(fieldNames)) {
    const text = form.get(name);
    if (text === null) continue;
    if (name.endsWith('Url') && !isUrl(text)) return restError(400, 21402, `${name} is not a valid URL: ${text}`);
    if (name === 'StatusCallback' && !isUrl(text)) return restError(400, 21609, `Invalid 'StatusCallback' URL: ${text}`);
    if (name.endsWith('Method') && !/^(GET|POST)$/i.test(text)) return restError(400, 21403, `${name} is not a valid method: ${text}`);
    fields[field] = name.endsWith('Method') ? text.toUpperCase() : text || undefined;
  }
  const after = { ...before, ...fields };
  if (after.voiceFallbackUrl && !after.voiceUrl && !after.voiceApplicationSid) {
    return restError(400, 21405, 'Cannot set VoiceFallbackUrl without setting VoiceUrl');
  }
  return fields;
}

export const isRefusal = (value: NamedFields | RestResponse): value is RestResponse => 'status' in value;

/** The fields of a resource that has Voice URLs. */
export function voiceResource(fields: NamedFields): Record<string, unknown> {
  return {
    friendly_name: fields.friendlyName ?? null,
    status_callback: fields.statusCallback ?? '',
    status_callback_method: fields.statusCallbackMethod ?? 'POST',
    voice_caller_id_lookup: false,
    voice_url: fields.voiceUrl ?? '',
    voice_method: fields.voiceMethod ?? 'POST',
    voice_fallback_url: fields.voiceFallbackUrl ?? '',
    voice_fallback_method: fields.voiceFallbackMethod ?? 'POST',
    sms_url: '',
    sms_method: 'POST',
    sms_fallback_url: '',
    sms_fallback_method: 'POST',
  };
}

/** A list of the newer APIs: https://www.twilio.com/docs/usage/twilios-response#pagination */
export function listWithMeta(c: ApiContext, key: string, all: readonly unknown[]): RestResponse {
  const query = queryOf(c);
  const pageSize = Math.min(1000, Math.max(1, Number(query.get('PageSize')) || 50));
  const page = Math.max(0, Number(query.get('Page')) || 0);
  const base = `${new URL(c.req.url).origin}${c.req.path}`;
  const urlOf = (index: number) => {
    const parameters = new URLSearchParams(query);
    parameters.set('PageSize', String(pageSize));
    parameters.set('Page', String(index));
    return `${base}?${parameters.toString()}`;
  };
  const items = all.slice(page * pageSize, (page + 1) * pageSize);
  const meta = {
    page,
    page_size: pageSize,
    first_page_url: urlOf(0),
    previous_page_url: page > 0 ? urlOf(page - 1) : null,
    url: urlOf(page),
    next_page_url: (page + 1) * pageSize < all.length ? urlOf(page + 1) : null,
    key,
  };
  return { status: 200, body: { [key]: items, meta } };
}
