/** What an account may not call: https://www.twilio.com/docs/api/errors (10004, 13227, 20003, 21215, 21219). */
import type { CallBook } from '../calls/call-book.ts';
import { isFinal } from '../calls/call-status.ts';
import type { TwilioContext } from '../context.ts';
import type { EventLog } from '../control/event-log.ts';
import type { PhoneBook } from '../phones/phone-book.ts';
import { restError, type RestResponse } from '../rest/rest-error.ts';
import type { AccountState } from './account-state.ts';

const liveCalls = (calls: CallBook) => calls.all().filter(({ status }) => !isFinal(status)).length;

/** The refusal of `POST Calls.json` for this number; undefined when the account may call it. */
export function refuseCall({ accountState, calls, verifiedCallerIds, numbers }: TwilioContext, to: string): RestResponse | undefined {
  const { type, concurrency } = accountState.current();
  if (liveCalls(calls) >= concurrency) return restError(429, 10004, 'Call concurrency limit exceeded');
  if (to.startsWith('client:')) return undefined;
  if (type === 'Trial' && !verifiedCallerIds.has(to) && !numbers.has(to)) {
    return restError(400, 21219, `The number ${to} is unverified. Trial accounts may only make calls to verified numbers.`);
  }
  if (accountState.mayCall(to)) return undefined;
  return restError(
    400,
    21215,
    `Account not authorized to call ${to}. Perhaps you need to enable some international permissions: https://www.twilio.com/console/voice/calls/geo-permissions/low-risk`,
  );
}

/** A <Dial> to a country without permission ends as a number that cannot be reached, with alert 13227. */
export function guardPhones(phones: PhoneBook, state: AccountState, events: EventLog): PhoneBook {
  return {
    ...phones,
    ring(number, call, observer) {
      if (state.mayCall(number)) return phones.ring(number, call, observer);
      events.record('error', { callSid: call.sid, code: 13227, message: `Geo permission: no calls to ${number}.` });
      return phones.ring(`blocked ${number}`, call, observer);
    },
  };
}
