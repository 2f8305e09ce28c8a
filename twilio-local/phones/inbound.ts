/** A phone calls one of the account's numbers. */
import { randomBytes } from 'node:crypto';
import type { TwilioContext } from '../context.ts';
import { reportStatuses } from '../calls/status-callbacks.ts';
import { startProgram } from '../twiml/program.ts';
import { manualBehaviour } from './behaviour.ts';
import { isE164 } from './phone-book.ts';
import { createPhone } from './phone.ts';

export type InboundResult = { is: 'placed'; callSid: string } | { is: 'refused'; why: string };

/**
 * The parameters that only a call from the telephone network has. Outside North America calls carry no caller's signature.
 * https://www.twilio.com/docs/voice/twiml#request-parameters
 */
function networkParameters(from: string): Record<string, string> {
  const token = { parentCallInfoToken: randomBytes(24).toString('base64url'), identityHeaderTokens: [] };
  return {
    CallToken: encodeURIComponent(JSON.stringify(token)),
    StirVerstat: from.startsWith('+1') ? 'TN-Validation-Passed-A' : 'No-TN-Validation',
  };
}

/**
 * Places the call and runs the number's TwiML on it.
 * @param from any text: carriers deliver `anonymous` and SIP addresses too. Without a number, the phone is not in the phone book.
 * @param to one of the account's numbers; the first by default
 */
export function placeInbound(context: TwilioContext, from: string, to: string | undefined): InboundResult {
  const number = to === undefined ? [...context.numbers.values()][0] : context.numbers.get(to);
  if (!number) return { is: 'refused', why: `${to ?? 'No number'} is not one of the account's numbers.` };
  const { voiceUrl, voiceMethod, voiceFallbackUrl, voiceFallbackMethod, statusCallback } =
    context.applications.get(number.voiceApplicationSid ?? '') ?? number;
  if (!voiceUrl) return { is: 'refused', why: `${number.phoneNumber} has no Voice URL.` };
  const phone = isE164(from) ? context.phones.get(from) : createPhone(from, context.audioClock, manualBehaviour, () => undefined);
  if (phone.state.status !== 'idle') return { is: 'refused', why: `${from} is on a call already.` };
  const details = { from, to: number.phoneNumber, direction: 'inbound' as const, parameters: networkParameters(from) };
  const call = context.calls.begin({ ...details, voiceFallbackUrl, voiceFallbackMethod }, 'ringing');
  call.connect((observer) => phone.placeCall({ sid: call.sid, other: number.phoneNumber }, observer));
  if (statusCallback) reportStatuses(context, call, { url: statusCallback, method: 'POST', events: new Set(['completed']) });
  void startProgram(context, call, { url: voiceUrl, method: voiceMethod ?? 'POST' });
  return { is: 'placed', callSid: call.sid };
}
