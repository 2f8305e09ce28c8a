/** A phone calls one of the account's numbers. */
import type { TwilioContext } from '../context.ts';
import { reportStatuses } from '../calls/status-callbacks.ts';
import { startProgram } from '../twiml/program.ts';
import { manualBehaviour } from './behaviour.ts';
import { isE164 } from './phone-book.ts';
import { createPhone } from './phone.ts';

export type InboundResult = { is: 'placed'; callSid: string } | { is: 'refused'; why: string };

/**
 * Places the call and runs the number's TwiML on it.
 * @param from any text: carriers deliver `anonymous` and SIP addresses too. Without a number, the phone is not in the phone book.
 * @param to one of the account's numbers; the first by default
 */
export function placeInbound(context: TwilioContext, from: string, to: string | undefined): InboundResult {
  const number = to === undefined ? [...context.numbers.values()][0] : context.numbers.get(to);
  if (!number) return { is: 'refused', why: `${to ?? 'No number'} is not one of the account's numbers.` };
  if (!number.voiceUrl) return { is: 'refused', why: `${number.phoneNumber} has no Voice URL.` };
  const phone = isE164(from) ? context.phones.get(from) : createPhone(from, context.audioClock, manualBehaviour, () => undefined);
  if (phone.state.status !== 'idle') return { is: 'refused', why: `${from} is on a call already.` };
  const call = context.calls.begin({ from, to: number.phoneNumber, direction: 'inbound' }, 'ringing');
  call.connect((observer) => phone.placeCall({ sid: call.sid, other: number.phoneNumber }, observer));
  if (number.statusCallback) reportStatuses(context, call, { url: number.statusCallback, method: 'POST', events: new Set(['completed']) });
  void startProgram(context, call, { url: number.voiceUrl, method: 'POST' });
  return { is: 'placed', callSid: call.sid };
}
