/** Verified caller IDs: https://www.twilio.com/docs/voice/api/outgoing-caller-ids */
import { randomInt } from 'node:crypto';
import type { TwilioContext } from '../context.ts';
import { isE164 } from '../phones/phone-book.ts';
import { pageOf } from '../rest/page.ts';
import { notFound, restError, toResponse, type RestResponse } from '../rest/rest-error.ts';
import { startProgram } from '../twiml/program.ts';
import { dateOf, formOf, queryOf, sidOf, sidOfNumber, type AccountApi } from './request-form.ts';

const callerIdsPath = '/2010-04-01/Accounts/:account/:ids{OutgoingCallerIds(?:\\.json)?}';
const callerIdPath = '/2010-04-01/Accounts/:account/OutgoingCallerIds/:file{PN\\w+(?:\\.json)?}';

/** Twilio's own number, from which it asks for the code. */
const verificationNumber = '+14157234000';
const maxRingMs = 60_000;
const prompt = 'Please enter the six digit validation code that you were given.';

/** Rings the number; the code, keyed there, verifies the number. */
function askForCode(context: TwilioContext, phoneNumber: string, code: string): string {
  const call = context.calls.begin({ from: verificationNumber, to: phoneNumber, direction: 'outbound-api' }, 'queued');
  const timer = setTimeout(() => call.end('no-answer'), maxRingMs);
  call.over.addEventListener('abort', () => clearTimeout(timer), { once: true });
  let keys = '';
  call.watch((status) => {
    if (status !== 'in-progress') return;
    call.endpoint.audio.onKey((key) => {
      keys = (keys + key).slice(-code.length);
      if (keys !== code) return;
      context.verifiedCallerIds.add(phoneNumber);
      call.end('completed');
    });
    void startProgram(context, call, { twiml: `<Response><Say>${prompt}</Say><Pause length="30"/></Response>` });
  });
  call.connect((observer) => context.phones.ring(phoneNumber, call, observer));
  return call.sid;
}

export function addCallerIds(api: AccountApi, context: TwilioContext): void {
  const { accountSid } = context.account;
  const names = new Map<string, string>();
  const present = () => [...context.verifiedCallerIds].filter((number) => !context.accountState.current().lostNumbers.has(number));

  function resource(phoneNumber: string): Record<string, unknown> & { sid: string } {
    const sid = sidOfNumber(phoneNumber);
    return {
      sid,
      account_sid: accountSid,
      friendly_name: names.get(phoneNumber) ?? phoneNumber,
      phone_number: phoneNumber,
      date_created: dateOf(new Date()),
      date_updated: dateOf(new Date()),
      uri: `/2010-04-01/Accounts/${accountSid}/OutgoingCallerIds/${sid}.json`,
    };
  }

  function startVerification(form: URLSearchParams): RestResponse {
    const phoneNumber = form.get('PhoneNumber')?.trim() ?? '';
    if (!isE164(phoneNumber)) return restError(400, 21401, `Phone number is invalid: ${phoneNumber}`);
    if (context.verifiedCallerIds.has(phoneNumber))
      return restError(400, 21450, `Phone number already verified for your account: ${phoneNumber}`);
    const code = String(randomInt(100_000, 1_000_000));
    const friendlyName = form.get('FriendlyName') ?? phoneNumber;
    names.set(phoneNumber, friendlyName);
    const callSid = askForCode(context, phoneNumber, code);
    const body = {
      account_sid: accountSid,
      call_sid: callSid,
      friendly_name: friendlyName,
      phone_number: phoneNumber,
      validation_code: code,
    };
    return { status: 200, body };
  }

  api
    .get(callerIdsPath, (c) => {
      const wanted = queryOf(c).get('PhoneNumber');
      const found = present().filter((number) => wanted === null || number === wanted);
      const { items, fields } = pageOf(found.map(resource), `/2010-04-01/Accounts/${accountSid}/OutgoingCallerIds.json`, queryOf(c));
      return toResponse({ status: 200, body: { outgoing_caller_ids: items, ...fields } });
    })
    .post(callerIdsPath, async (c) => toResponse(startVerification(await formOf(c))))
    .get(callerIdPath, (c) => {
      const number = present().find((each) => sidOfNumber(each) === sidOf(c));
      return toResponse(number ? { status: 200, body: resource(number) } : notFound(c.req.path));
    })
    .delete(callerIdPath, (c) => {
      const number = present().find((each) => sidOfNumber(each) === sidOf(c));
      if (!number) return toResponse(notFound(c.req.path));
      context.verifiedCallerIds.delete(number);
      return toResponse({ status: 204 });
    });
}
