/** The worker in tests: settings, agents, and requests signed as Twilio signs them. */
import { env } from 'cloudflare:workers';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import type { LoggedCall } from '../../shared/api.ts';
import { pushProtocol } from '../../shared/push.ts';
import app from '../main.ts';
import type { Bindings } from '../http/bindings.ts';
import type { SettingTexts } from '../http/settings-schema.ts';

const hex = (character: string) => character.repeat(32);

export const goodSettings = {
  TWILIO_ACCOUNT_SID: `AC${hex('1')}`,
  TWILIO_AUTH_TOKEN: hex('a'),
  TWILIO_API_KEY: `SK${hex('2')}`,
  TWILIO_API_SECRET: 'Qk7zQk7zQk7zQk7zQk7zQk7zQk7zQk7z',
  TWILIO_TWIML_APP_SID: `AP${hex('3')}`,
  TWILIO_PHONE_NUMBER: '+14155550100',
  PUBLIC_URL: 'https://hatif.example.com',
  ADMIN_TOKEN: 'an-admin-token-for-tests',
  ALLOWED_COUNTRIES: 'SA,US',
} as const satisfies SettingTexts;

export const customer = '+966555010142';
export const extensionOrigin = 'chrome-extension://ckicldgndiodjfmmefoojalkdheggfpi';

/** A backend whose `settings` override the good ones (an empty text unsets one), and whose `replaced` bindings are not the real ones. */
export function startBackend(settings: SettingTexts = {}, replaced: Partial<Pick<Bindings, 'DB'>> = {}) {
  const bindings = { ...env, ...goodSettings, ...settings, ...replaced };
  const fetch = async (path: string, init?: RequestInit) => app.fetch(new Request(`http://127.0.0.1:8787${path}`, init), bindings);
  return {
    fetch,
    admin: (method: string, path: string, body?: unknown, adminToken: string = goodSettings.ADMIN_TOKEN) =>
      fetch(`/api/admin/${path}`, { method, headers: { authorization: `Bearer ${adminToken}` }, ...json(body) }),
    get: (path: string, session: string) => fetch(path, { headers: { authorization: `Bearer ${session}` } }),
    pair: (code: string, deviceName = 'Chrome on Linux') => fetch('/api/pair', { method: 'POST', ...json({ code, deviceName }) }),
    /** Posts as Twilio does: a form, signed over the public address. */
    twilio: (path: string, params: Record<string, string>) =>
      fetch(path, twilioPost(params, sign(goodSettings.TWILIO_AUTH_TOKEN, goodSettings.PUBLIC_URL + path, params))),
  };
}
export type Backend = ReturnType<typeof startBackend>;

function json(body: unknown): RequestInit {
  return body === undefined ? {} : { body: JSON.stringify(body) };
}

export function twilioPost(params: Record<string, string>, signature: string | null): RequestInit {
  return { method: 'POST', body: new URLSearchParams(params), headers: signature === null ? {} : { 'x-twilio-signature': signature } };
}

export const sign = getExpectedTwilioSignature;

let lastNumber = 0;
/** A number no other test of the file uses. */
const nextNumber = () => ++lastNumber;
export const newSid = () => `CA${nextNumber().toString(16).padStart(32, '0')}`;

/** A new agent, paired. */
export async function joinAgent(backend: Backend, phone?: string): Promise<{ identity: string; name: string; session: string }> {
  const name = `Agent ${nextNumber()}`;
  const { identity } = await (await backend.admin('POST', 'agents', { name, phone })).json<{ identity: string }>();
  return { identity, name, session: await pairAgain(backend, name) };
}

/** Pairs another browser of the agent; answers with its session. */
export async function pairAgain(backend: Backend, name: string, deviceName?: string): Promise<string> {
  const { code } = await (await backend.admin('POST', 'pairing-codes', { name })).json<{ code: string }>();
  return (await (await backend.pair(code, deviceName)).json<{ session: string }>()).session;
}

/** The push socket with a fresh ticket, as the extension opens it. */
export async function openPushSocket(backend: Backend, session: string, headers: Record<string, string> = {}): Promise<Response> {
  const answer = await backend.fetch('/api/push/tickets', { method: 'POST', headers: { authorization: `Bearer ${session}` } });
  return offerSubprotocols(backend, `${pushProtocol}, ${(await answer.json<{ ticket: string }>()).ticket}`, headers);
}

export function offerSubprotocols(backend: Backend, protocols: string, headers: Record<string, string> = {}): Promise<Response> {
  return backend.fetch('/api/push', {
    headers: { upgrade: 'websocket', origin: extensionOrigin, 'sec-websocket-protocol': protocols, ...headers },
  });
}

/** Twilio requests TwiML for an outgoing call of `identity`. */
export async function dial(
  backend: Backend,
  identity: string,
  params: Record<string, string> = {},
): Promise<{ sid: string; twiml: string; status: number }> {
  const sid = params['CallSid'] ?? newSid();
  const answer = await backend.twilio('/api/calls/twiml/outbound', { CallSid: sid, From: `client:${identity}`, To: customer, ...params });
  return { sid, twiml: await answer.text(), status: answer.status };
}

export async function fetchLoggedCall(backend: Backend, session: string, sid: string): Promise<LoggedCall> {
  return (await backend.get(`/api/calls/${sid}`, session)).json<LoggedCall>();
}

export async function problemIn(answer: Response): Promise<{ status: number; problem: unknown }> {
  const { problem } = await answer.json<{ problem: string }>();
  return { status: answer.status, problem };
}

/** A call as Twilio's REST API describes it. */
export const callResource = (sid: string, more: Record<string, unknown> = {}) => ({
  sid,
  to: customer,
  status: 'queued',
  start_time: null,
  end_time: null,
  duration: null,
  ...more,
});
