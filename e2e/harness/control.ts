/** The local Twilio's control port: sets how simulated phones behave, and reads what they hear. */
import { pollOften } from './poll-often.ts';

/** `level` 0..1, `frequency` in Hz of the strongest tone, `digits` the keys received, `words` what a voice said, `seconds` of audio; all since the last `behave`. */
export type PhoneState = { status: string; frequency: number; level: number; digits: string; seconds: number; words?: string };

export type Behaviour = {
  answer?: 'manual' | 'yes' | 'no' | 'busy' | 'reject' | 'invalid' | 'voicemail';
  /** How long it rings before that. */
  afterMs?: number;
  audio?: 'tone' | 'echo' | 'silence';
  toneHz?: number;
  /** Keys it presses after answering. */
  digits?: string;
  hangUpAfterMs?: number;
};

export type Phone = {
  number: string;
  behave(behaviour: Behaviour): Promise<void>;
  state(): Promise<PhoneState>;
  /** Resets what the phone has heard; a live call continues. */
  resetHeard(): Promise<void>;
  /** Answers a call that rings by hand. */
  answer(): Promise<void>;
  hangUp(): Promise<void>;
  /** Hangs up a live call, if any, and waits until the phone is idle. */
  hangUpAndWait(): Promise<void>;
  /** Waits until the phone's status is `status`. */
  waitFor(status: string): Promise<void>;
  /** Waits until the phone hears a tone within 3 % of `frequency`. */
  expectTone(frequency: number): Promise<void>;
};

export type Control = {
  phone(number: string): Phone;
  /** A customer calls the team's number; resolves with the CallSid. */
  inbound(from: string, to?: string): Promise<string>;
  faults(faults: Record<string, unknown>): Promise<void>;
  state(): Promise<Record<string, unknown>>;
  /** The errors and warnings that Twilio's debugger would show. */
  alerts(): Promise<Alert[]>;
};

export type Alert = { id: number; is: 'error' | 'warning'; code: number; message: string };

export function controlClient(controlUrl: string): Control {
  async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(controlUrl + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : null;
  }
  const state = async () => (await ask('GET', '/control/state')) as Record<string, unknown>;
  return {
    phone: (number) => phone(number, ask),
    inbound: async (from, to) => ((await ask('POST', '/control/inbound', { from, ...(to ? { to } : {}) })) as { callSid: string }).callSid,
    faults: async (faults) => void (await ask('POST', '/control/faults', faults)),
    state,
    alerts: async () => (await state())['alerts'] as Alert[],
  };
}

/** The last behaviour of each phone, by number. */
const behaviours = new Map<string, Behaviour>();

function phone(number: string, ask: (method: string, path: string, body?: unknown) => Promise<unknown>): Phone {
  const path = `/control/phones/${encodeURIComponent(number)}`;
  const state = async () => (await ask('GET', path)) as PhoneState;
  const behave = async (behaviour: Behaviour) => {
    behaviours.set(number, behaviour);
    await ask('PUT', path, behaviour);
  };
  const hangUp = async () => void (await ask('POST', `${path}/hangup`));
  const endCall = async () => {
    const { status } = await state();
    // The phone may become idle between the two requests.
    if (status !== 'idle') await hangUp().catch(() => undefined);
    return status;
  };
  const waitFor = (status: string) => pollOften(async () => (await state()).status, `${number} is ${status}`).toBe(status);
  return {
    number,
    state,
    behave,
    resetHeard: () => behave(behaviours.get(number) ?? {}),
    answer: async () => void (await ask('POST', `${path}/answer`)),
    hangUp,
    waitFor,
    hangUpAndWait: () => pollOften(endCall, `${number} is idle`).toBe('idle'),
    expectTone: (frequency) => pollOften(async () => isTone(await state(), frequency), `${number} hears ${frequency} Hz`).toBe(true),
  };
}

/** True for an audible tone within 3 % of `frequency`, which is less than a semitone. */
export function isTone(heard: { frequency: number; level: number } | null, frequency: number): boolean {
  return heard !== null && heard.level > 0.005 && Math.abs(heard.frequency - frequency) <= frequency * 0.03;
}
