/** POST Calls.json: checks the request as Twilio does, and places the call with its document. */
import { refuseCall } from '../account/dialing-guard.ts';
import type { TwilioContext } from '../context.ts';
import { isE164 } from '../phones/phone-book.ts';
import { startProgram } from '../twiml/program.ts';
import type { TwimlSource } from '../twiml/document.ts';
import { callResource } from './call-resource.ts';
import type { OutboundQueue } from './outbound-queue.ts';
import { restError, type RestResponse } from './rest-error.ts';

type Refused = { is: 'refused'; response: RestResponse };
type Checked = { is: 'ok'; to: string; from: string; source: TwimlSource } | Refused;

const refuse = (code: number, message: string): Refused => ({ is: 'refused', response: restError(400, code, message) });
const methodOf = (text: string | null) => (text?.toUpperCase() === 'GET' ? 'GET' : 'POST');

export function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** Exactly one of Url, Twiml, ApplicationSid gives the document. */
function sourceOf(context: TwilioContext, form: URLSearchParams): TwimlSource | undefined {
  const twiml = form.get('Twiml');
  if (twiml && twiml.length <= 4000) return { twiml };
  const application = context.applications.get(form.get('ApplicationSid') ?? '');
  if (application)
    return { url: application.voiceUrl, method: application.voiceMethod ?? 'POST', extra: { ApplicationSid: application.sid } };
  const url = form.get('Url') ?? '';
  return isHttpUrl(url) ? { url, method: methodOf(form.get('Method')) } : undefined;
}

/** The numbers of the call, or why Twilio refuses them: https://www.twilio.com/docs/api/errors (21201, 21210, 21211, 21213). */
export function checkNumbers(context: TwilioContext, form: URLSearchParams): { is: 'ok'; to: string; from: string } | Refused {
  const to = form.get('To')?.trim() ?? '';
  const from = form.get('From')?.trim() ?? '';
  if (to === '') return refuse(21201, "No 'To' number is specified");
  if (from === '') return refuse(21213, "No 'From' number is specified");
  const toClient = to.startsWith('client:');
  if (!toClient && !isE164(to)) return refuse(21211, `The phone number you are attempting to call, ${to}, is not valid.`);
  const known = context.numbers.has(from) || context.verifiedCallerIds.has(from) || (toClient && from.startsWith('client:'));
  if (!known)
    return refuse(
      21210,
      `The source phone number provided, ${from}, is not yet verified for your account. You may only make calls from phone numbers that you've verified or purchased from Twilio.`,
    );
  const refusal = refuseCall(context, to);
  return refusal ? { is: 'refused', response: refusal } : { is: 'ok', to, from };
}

/** Codes: https://www.twilio.com/docs/api/errors (20001, 21205, 21609). */
function check(context: TwilioContext, form: URLSearchParams): Checked {
  const numbers = checkNumbers(context, form);
  if (numbers.is === 'refused') return numbers;
  if ((form.get('Twiml')?.length ?? 0) > 4000) return refuse(20001, 'Twiml may have at most 4000 characters.');
  const callback = form.get('StatusCallback');
  if (callback && !isHttpUrl(callback)) return refuse(21609, `Invalid 'StatusCallback' URL: ${callback}`);
  const source = sourceOf(context, form);
  return source ? { ...numbers, source } : refuse(21205, `Url is not a valid URL: ${form.get('Url') ?? ''}`);
}

/** Creates the call that the form of POST Calls.json describes. */
export function createCall(context: TwilioContext, queue: OutboundQueue, form: URLSearchParams): RestResponse {
  const checked = check(context, form);
  if (checked.is === 'refused') return checked.response;
  const { to, from, source } = checked;
  const call = queue({ to, from, form, onAnswered: (answered) => void startProgram(context, answered, source) });
  return { status: 201, body: callResource(context, call) };
}
