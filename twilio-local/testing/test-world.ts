/** For tests: a local Twilio with a customer's server, and hands to steer both. */
import { afterEach, beforeEach } from 'vitest';
import { startMadeUpBackend, type MadeUpBackend } from './fake-backend.ts';
import { startTwilioLocal, type TwilioLocal } from '../main.ts';

export const account = { accountSid: 'AC123', authToken: 'token', apiKeys: [{ sid: 'SK1', secret: 'secret' }] };
export const line = '+966112000100';
export const customer = '+966555010142';
export const agentPhone = '+966500000177';

export type Answer<Body> = { status: number; body: Body };
export type Heard = { status: string; frequency: number; level: number; digits: string; seconds: number; words?: string };
export type SeenCall = { callSid: string; status: string; direction: string; sipCode?: number; errorCode?: number; answeredBy?: string };
export type State = {
  calls: SeenCall[];
  registrations: { identity: string }[];
  recordings: { sid: string; callSid: string; seconds: number; channels: number }[];
  webhooks: { url: string; status: number; answer: string }[];
};

export type World = {
  backend: MadeUpBackend;
  twilio: TwilioLocal;
  control: <Body>(method: string, path: string, body?: unknown) => Promise<Answer<Body>>;
  state: () => Promise<State>;
  heard: (number: string) => Promise<Heard>;
  behave: (number: string, behaviour: Record<string, unknown>) => Promise<void>;
  callIn: (from?: string) => Promise<string>;
  rest: <Body>(method: string, path: string, form?: Record<string, string>) => Promise<Answer<Body>>;
};

async function ask<Body>(url: string, init: RequestInit): Promise<Answer<Body>> {
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as Body };
}

async function startWorld(): Promise<World> {
  const backend = await startMadeUpBackend(account.authToken);
  const twilio = await startTwilioLocal({
    account,
    applications: [{ sid: 'AP1', voiceUrl: `${backend.url}/out`, statusCallback: `${backend.url}/app-status` }],
    numbers: [{ phoneNumber: line, voiceUrl: `${backend.url}/in`, statusCallback: `${backend.url}/line-status` }],
    phones: [{ number: customer, name: 'Noura' }],
  });
  const control: World['control'] = (method, path, body) =>
    ask(twilio.controlUrl + path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return {
    backend,
    twilio,
    control,
    state: async () => (await control<State>('GET', '/control/state')).body,
    heard: async (number) => (await control<Heard>('GET', `/control/phones/${number}`)).body,
    behave: async (number, behaviour) => void (await control('PUT', `/control/phones/${number}`, behaviour)),
    callIn: async (from = customer) => (await control<{ callSid: string }>('POST', '/control/inbound', { from })).body.callSid,
    rest: (method, path, form) =>
      ask(`${twilio.restUrl}/2010-04-01/Accounts/${account.accountSid}${path}`, {
        method,
        headers: { authorization: `Basic ${btoa(`${account.accountSid}:${account.authToken}`)}` },
        ...(form ? { body: new URLSearchParams(form) } : {}),
      }),
  };
}

/** A fresh world for each test of the file; ask for it inside a test. */
export function useWorld(): () => World {
  let world: World | undefined;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(async () => {
    await world?.twilio.close();
    await world?.backend.close();
  });
  return () => {
    if (!world) throw new Error('The world is there inside a test only.');
    return world;
  };
}

/** How long a test waits for what must come, and how often it looks. */
export const patience = { timeout: 12_000, interval: 40 };
