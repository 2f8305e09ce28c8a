/** The part of the control port that is about one simulated phone. */
import type { TwilioContext } from '../context.ts';
import { placeInbound } from '../phones/inbound.ts';
import { isE164 } from '../phones/phone-book.ts';
import type { Phone } from '../phones/phone.ts';
import { readBehaviour, readFields, readText } from './read-settings.ts';

export type ControlAnswer = { status: number; body: unknown };

const ok = (body: unknown): ControlAnswer => ({ status: 200, body });
const conflict = (error: string): ControlAnswer => ({ status: 409, body: { error } });

/** `+` may come raw or percent-encoded. Throws on what is no number. */
export function readNumberInPath(part: string): string {
  let number = part;
  try {
    number = decodeURIComponent(part);
  } catch {
    // The part is looked at as it came, and refused below.
  }
  if (!isE164(number)) throw new Error(`"${number}" is not an E.164 number such as +966555010142.`);
  return number;
}

/** What the phone heard since it was last configured, and what it is doing. */
function reportOf(phone: Phone): Record<string, unknown> {
  return { status: phone.status, ...phone.meter.read(), digits: phone.digits, ...(phone.lastSpeech ? { words: phone.lastSpeech } : {}) };
}

function pressKeys(phone: Phone, body: unknown): ControlAnswer {
  const digits = readText(readFields(body, ['digits'], 'Keys').digits, 'digits') ?? '';
  if (!/^[\d*#A-D]+$/.test(digits)) throw new Error('"digits" must be one or more of 0-9, *, #, A-D.');
  return phone.pressKeys(digits) ? ok(reportOf(phone)) : conflict('The phone is not in a call.');
}

function callLine(context: TwilioContext, phone: Phone, body: unknown): ControlAnswer {
  const to = readText(readFields(body, ['to'], 'A call').to, 'to');
  const result = placeInbound(context, phone.number, to);
  return result.is === 'placed' ? ok({ callSid: result.callSid }) : conflict(result.why);
}

/** What a hand can do with the phone: POST /control/phones/{e164}/{act}. */
function act(context: TwilioContext, phone: Phone, name: string, body: unknown): ControlAnswer | undefined {
  switch (name) {
    case 'answer':
      return phone.answer() ? ok(reportOf(phone)) : conflict('The phone is not ringing.');
    case 'hangup':
    case 'decline':
      return phone.hangUp() ? ok(reportOf(phone)) : conflict('The phone is idle.');
    case 'keys':
      return pressKeys(phone, body);
    case 'call':
      return callLine(context, phone, body);
    default:
      return undefined;
  }
}

/** Gives undefined when there is no such thing to do. */
export function routePhone(
  context: TwilioContext,
  method: string,
  number: string,
  name: string | undefined,
  body: unknown,
): ControlAnswer | undefined {
  const phone = context.phones.get(number);
  if (name !== undefined) return method === 'POST' ? act(context, phone, name, body) : undefined;
  if (method === 'PUT') phone.configure(readBehaviour(body));
  return method === 'PUT' || method === 'GET' ? ok(reportOf(phone)) : undefined;
}
