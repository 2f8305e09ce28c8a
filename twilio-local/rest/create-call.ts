/** POST Calls.json: checks the request as Twilio does, and queues the call. */
import { refuseCall } from '../account/dialing-guard.ts';
import type { TwilioContext } from '../context.ts';
import { readCallbackEvents, reportStatuses } from '../calls/status-callbacks.ts';
import type { Call } from '../calls/call.ts';
import { isE164 } from '../phones/phone-book.ts';
import { startProgram } from '../twiml/program.ts';
import type { TwimlSource } from '../twiml/document.ts';
import { callResource } from './call-resource.ts';
import { restError, type RestResponse } from './rest-error.ts';

type Checked = { is: 'ok'; to: string; from: string; source: TwimlSource } | { is: 'refused'; response: RestResponse };

const refuse = (code: number, message: string): Checked => ({ is: 'refused', response: restError(400, code, message) });
const methodOf = (text: string | null) => (text?.toUpperCase() === 'GET' ? 'GET' : 'POST');

function isHttpUrl(text: string): boolean {
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

/** Codes: https://www.twilio.com/docs/api/errors (21201, 21205, 21210, 21211, 21213). */
function check(context: TwilioContext, form: URLSearchParams): Checked {
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
  if (refusal) return { is: 'refused', response: refusal };
  if ((form.get('Twiml')?.length ?? 0) > 4000) return refuse(20001, 'Twiml may have at most 4000 characters.');
  const callback = form.get('StatusCallback');
  if (callback && !isHttpUrl(callback)) return refuse(21609, `Invalid 'StatusCallback' URL: ${callback}`);
  const source = sourceOf(context, form);
  return source ? { is: 'ok', to, from, source } : refuse(21205, `Url is not a valid URL: ${form.get('Url') ?? ''}`);
}

/** `client:name?a=1` carries custom parameters for the browser. */
function connectCall(context: TwilioContext, call: Call): void {
  const { to } = call;
  if (!to.startsWith('client:')) return call.connect((observer) => context.phones.ring(to, call, observer));
  const [identity = '', query = ''] = to.slice('client:'.length).split('?', 2);
  call.connect((observer) => context.clients.ring(identity, call, Object.fromEntries(new URLSearchParams(query)), observer));
}

/** Twilio detects a machine from its audio; here the phone's behaviour is known. */
function detectAnswerer(context: TwilioContext, call: Call, form: URLSearchParams): void {
  if (!/^(Enable|DetectMessageEnd)$/.test(form.get('MachineDetection') ?? '')) return;
  call.answeredBy = context.phones.find(call.to)?.state.behaviour.answer === 'voicemail' ? 'machine_start' : 'human';
}

function startCall(context: TwilioContext, call: Call, form: URLSearchParams, source: TwimlSource): void {
  if (call.over.aborted) return;
  const timeoutMs = Math.min(600, Math.max(1, Number(form.get('Timeout')) || 60)) * 1000;
  const timer = setTimeout(() => call.end('no-answer'), timeoutMs);
  call.over.addEventListener('abort', () => clearTimeout(timer), { once: true });
  call.watch((status) => {
    if (status !== 'in-progress') return;
    clearTimeout(timer);
    detectAnswerer(context, call, form);
    for (const key of form.get('SendDigits') ?? '') if (/[\d*#]/.test(key)) call.endpoint.audio.sendKey(key);
    void startProgram(context, call, source);
  });
  connectCall(context, call);
}

/** Creates the call that the form of POST Calls.json describes. */
export type CallQueue = (form: URLSearchParams) => RestResponse;

const callIntervalMs = 1000;

/** Calls created over REST start at one a second for the whole account; more wait in the queue. */
export function createCallQueue(context: TwilioContext): CallQueue {
  let nextStart = 0;
  return (form) => {
    const checked = check(context, form);
    if (checked.is === 'refused') return checked.response;
    const { to, from, source } = checked;
    const now = Date.now();
    const start = Math.max(now, nextStart);
    nextStart = start + callIntervalMs;
    const call = context.calls.begin({ from, to, direction: 'outbound-api', queueMs: start - now }, 'queued');
    const callback = form.get('StatusCallback');
    if (callback) {
      const events = readCallbackEvents(form.getAll('StatusCallbackEvent'));
      reportStatuses(context, call, { url: callback, method: methodOf(form.get('StatusCallbackMethod')), events });
    }
    const response = { status: 201, body: callResource(context, call) };
    setTimeout(() => startCall(context, call, form, source), start - now);
    return response;
  };
}
