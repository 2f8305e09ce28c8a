/** Reads what is sent to the control port; every function throws an Error that says what does not fit. */
import { answerModes, completeBehaviour, audioModes, type Behaviour } from '../phones/behaviour.ts';
import type { FaultSettings } from './faults.ts';

type Fields = Record<string, unknown>;

export function readFields(value: unknown, known: string[], what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${what} must be a JSON object.`);
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`${what} has no "${unknown}"; it knows ${known.join(', ')}.`);
  return value as Fields;
}

/** JSON of a request body; an empty one is an empty object. */
export function readJson(body: Buffer): unknown {
  const text = body.toString('utf8');
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Error('The body is not JSON.');
  }
}

export function readText(value: unknown, name: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' || value.length > 200) throw new Error(`"${name}" must be a text of at max 200 characters.`);
  return value;
}

function readNumber(value: unknown, name: string, min: number, max: number): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value) || value < min || value > max) {
    throw new Error(`"${name}" must be a number from ${min} to ${max}.`);
  }
  return value;
}

function readFlag(value: unknown, name: string): boolean | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'boolean') throw new Error(`"${name}" must be true or false.`);
  return value;
}

function readChoice<Choice extends string>(value: unknown, name: string, choices: readonly Choice[]): Choice | undefined {
  if (value === undefined) return undefined;
  const choice = choices.find((each) => each === value);
  if (choice === undefined) throw new Error(`"${name}" must be one of ${choices.join(', ')}.`);
  return choice;
}

const phoneFields = ['answer', 'afterMs', 'audio', 'toneHz', 'digits', 'hangUpAfterMs'];

/** What is left out takes its default: see `Behaviour`. */
export function readBehaviour(value: unknown): Behaviour {
  const fields = readFields(value, phoneFields, 'A phone');
  const digits = readText(fields.digits, 'digits') ?? '';
  if (!/^[\d*#A-Dw]*$/.test(digits)) throw new Error('"digits" may hold 0-9, *, #, A-D and w (wait).');
  return completeBehaviour({
    answer: readChoice(fields.answer, 'answer', answerModes),
    afterMs: readNumber(fields.afterMs, 'afterMs', 0, 600_000),
    audio: readChoice(fields.audio, 'audio', audioModes),
    toneHz: readNumber(fields.toneHz, 'toneHz', 50, 3900),
    digits,
    hangUpAfterMs: readNumber(fields.hangUpAfterMs, 'hangUpAfterMs', 0, 3_600_000),
  });
}

function readWebhookFaults(value: unknown): FaultSettings['webhooks'] {
  const fields = readFields(value, ['delayMs', 'repeat', 'reorder', 'lose'], '"webhooks"');
  const delayMs = readNumber(fields.delayMs, 'delayMs', 0, 60_000);
  const repeat = readNumber(fields.repeat, 'repeat', 0, 10);
  const reorder = readFlag(fields.reorder, 'reorder');
  const lose = readFlag(fields.lose, 'lose');
  return {
    ...(delayMs === undefined ? {} : { delayMs }),
    ...(repeat === undefined ? {} : { repeat }),
    ...(reorder === undefined ? {} : { reorder }),
    ...(lose === undefined ? {} : { lose }),
  };
}

function readRestFault(value: unknown): FaultSettings['rest'] {
  const fields = readFields(value, ['status', 'times'], '"rest"');
  const status = readNumber(fields.status, 'status', 400, 599);
  if (status === undefined) throw new Error('"rest" needs a "status".');
  return { status, times: readNumber(fields.times, 'times', 0, 1000) ?? 1 };
}

const faultFields = [
  'clear',
  'dropSockets',
  'deafen',
  'refuseConnections',
  'stopInvites',
  'blackholeMedia',
  'refuseTokens',
  'webhooks',
  'rest',
];

export type FaultRequest = {
  clear: boolean;
  dropSockets: boolean;
  /** Every registration there is now gets no more invites; one made later does. */
  deafen: boolean;
  settings: Partial<FaultSettings>;
};

/** Only what is named changes; `refuseTokens: null` accepts tokens again. */
export function readFaults(value: unknown): FaultRequest {
  const fields = readFields(value, faultFields, 'A fault');
  const settings: Partial<FaultSettings> = {};
  for (const name of ['refuseConnections', 'stopInvites', 'blackholeMedia'] as const) {
    const flag = readFlag(fields[name], name);
    if (flag !== undefined) settings[name] = flag;
  }
  if (fields.refuseTokens !== undefined) settings.refuseTokens = readNumber(fields.refuseTokens, 'refuseTokens', 10_000, 99_999);
  if (fields.webhooks !== undefined) settings.webhooks = readWebhookFaults(fields.webhooks);
  if (fields.rest !== undefined) settings.rest = readRestFault(fields.rest);
  return {
    clear: readFlag(fields.clear, 'clear') ?? false,
    dropSockets: readFlag(fields.dropSockets, 'dropSockets') ?? false,
    deafen: readFlag(fields.deafen, 'deafen') ?? false,
    settings,
  };
}
