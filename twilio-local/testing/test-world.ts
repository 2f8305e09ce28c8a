/** For tests: a local Twilio with a customer's server, and functions that control both. */
import { afterEach, beforeEach } from 'vitest';
import { startFakeBackend, type FakeBackend } from './fake-backend.ts';
import { startTwilioLocal, type TwilioLocal } from '../main.ts';

export const account = { accountSid: 'AC123', authToken: 'token', apiKeys: [{ sid: 'SK1', secret: 'secret' }] };
export const accountNumber = '+966112000100';
export const customer = '+966555010142';
export const agentPhone = '+966500000177';
/** The phone of a third person. */
export const otherPhone = '+966500000188';

/** Shorter than Twilio's, so that tests are, too. */
export const dialBufferMs = 500;

export type HttpResult<Body> = { status: number; body: Body };
export type PhoneReport = {
  status: string;
  frequency: number;
  tones: number[];
  level: number;
  digits: string;
  seconds: number;
  words?: string;
};
export type CallState = {
  callSid: string;
  parentCallSid?: string;
  status: string;
  direction: string;
  sipCode?: number;
  errorCode?: number;
  answeredBy?: string;
};
export type ControlState = {
  calls: CallState[];
  registrations: { identity: string }[];
  recordings: { sid: string; callSid: string; seconds: number; channels: number; status: string }[];
  conferences: { sid: string; name: string; status: string; reason?: string; participants: { callSid: string; status: string }[] }[];
  webhooks: { url: string; status: number; answer: string }[];
  alerts: { is: string; code: number; message: string }[];
};

export type TestWorld = {
  backend: FakeBackend;
  twilio: TwilioLocal;
  control: <Body>(method: string, path: string, body?: unknown) => Promise<HttpResult<Body>>;
  state: () => Promise<ControlState>;
  phoneReport: (number: string) => Promise<PhoneReport>;
  configurePhone: (number: string, behaviour: Record<string, unknown>) => Promise<void>;
  placeInboundCall: (from?: string) => Promise<string>;
  rest: <Body>(method: string, path: string, form?: Record<string, string>) => Promise<HttpResult<Body>>;
};

async function request<Body>(url: string, init: RequestInit): Promise<HttpResult<Body>> {
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as Body };
}

async function startTestWorld(): Promise<TestWorld> {
  const backend = await startFakeBackend(account.authToken);
  const twilio = await startTwilioLocal({
    account,
    applications: [{ sid: 'AP1', voiceUrl: `${backend.url}/out`, statusCallback: `${backend.url}/app-status` }],
    numbers: [{ phoneNumber: accountNumber, voiceUrl: `${backend.url}/in`, statusCallback: `${backend.url}/line-status` }],
    phones: [{ number: customer, name: 'Noura' }],
    dialBufferMs,
  });
  const control: TestWorld['control'] = (method, path, body) =>
    request(twilio.controlUrl + path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return {
    backend,
    twilio,
    control,
    state: async () => (await control<ControlState>('GET', '/control/state')).body,
    phoneReport: async (number) => (await control<PhoneReport>('GET', `/control/phones/${number}`)).body,
    configurePhone: async (number, behaviour) => void (await control('PUT', `/control/phones/${number}`, behaviour)),
    placeInboundCall: async (from = customer) => (await control<{ callSid: string }>('POST', '/control/inbound', { from })).body.callSid,
    rest: (method, path, form) =>
      request(`${twilio.restUrl}/2010-04-01/Accounts/${account.accountSid}${path}`, {
        method,
        headers: { authorization: `Basic ${btoa(`${account.accountSid}:${account.authToken}`)}` },
        ...(form ? { body: new URLSearchParams(form) } : {}),
      }),
  };
}

/** A fresh world for each test of the file; call the returned function inside a test. */
export function useTestWorld(): () => TestWorld {
  let world: TestWorld | undefined;
  beforeEach(async () => {
    world = await startTestWorld();
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

/** Options of `vi.waitFor`: calls need seconds, and each poll is cheap. */
export const waitOptions = { timeout: 12_000, interval: 40 };
