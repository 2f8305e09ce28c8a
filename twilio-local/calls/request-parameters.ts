/** The parameters of every request that Twilio sends about a call. */
import type { TwilioContext } from '../context.ts';
import type { Call } from './call.ts';
import { geographyOf } from './geography.ts';

/** https://www.twilio.com/docs/voice/twiml#request-parameters */
export function requestParameters(context: TwilioContext, call: Call): Record<string, string> {
  return {
    AccountSid: context.account.accountSid,
    ApiVersion: '2010-04-01',
    CallSid: call.sid,
    CallStatus: call.status === 'initiated' ? 'ringing' : call.status,
    Direction: call.direction,
    From: call.from,
    Caller: call.from,
    To: call.to,
    Called: call.to,
    ...geographyOf(['From', 'Caller'], call.from),
    ...geographyOf(['To', 'Called'], call.to),
    ...(call.parentCallSid ? { ParentCallSid: call.parentCallSid } : {}),
    ...(call.answeredBy ? { AnsweredBy: call.answeredBy } : {}),
  };
}
