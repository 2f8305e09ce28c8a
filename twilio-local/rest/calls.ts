/** Existing calls in the REST API: list and update. */
import { isFinal } from '../calls/call-status.ts';
import type { Call } from '../calls/call.ts';
import type { TwilioContext } from '../context.ts';
import type { TwimlSource } from '../twiml/document.ts';
import { startProgram } from '../twiml/program.ts';
import { callResource, restStatus } from './call-resource.ts';
import { pageOf } from './page.ts';
import { restError, type RestResponse } from './rest-error.ts';

function redirectCall(context: TwilioContext, call: Call, source: TwimlSource): RestResponse {
  if (call.status !== 'in-progress') return restError(400, 21220, 'Invalid call state: Call is not in-progress. Cannot redirect.');
  call.takeOver();
  void startProgram(context, call, source);
  return { status: 200, body: callResource(context, call) };
}

/** Ends the call with Status, or continues it with another document: https://www.twilio.com/docs/voice/api/call-resource#update-a-call-resource */
export function updateCall(context: TwilioContext, call: Call, form: URLSearchParams): RestResponse {
  const status = form.get('Status');
  const url = form.get('Url');
  const twiml = form.get('Twiml');
  if (twiml) return redirectCall(context, call, { twiml });
  if (url) {
    if (!URL.canParse(url)) return restError(400, 21205, `Url is not a valid URL: ${url}`);
    return redirectCall(context, call, { url, method: form.get('Method')?.toUpperCase() === 'GET' ? 'GET' : 'POST' });
  }
  if (status !== 'completed' && status !== 'canceled') return restError(400, 21218, `Invalid status: ${status ?? ''}`);
  if (status === 'canceled' && call.status === 'in-progress') {
    return restError(400, 21220, 'Invalid call state: Call is in-progress. Cannot cancel.');
  }
  if (!isFinal(call.status)) call.end(call.status === 'in-progress' ? 'completed' : 'canceled');
  return { status: 200, body: callResource(context, call) };
}

export function listCalls(context: TwilioContext, query: URLSearchParams): RestResponse {
  const matches = (name: string, value: string | undefined) => !query.get(name) || query.get(name) === value;
  const found = context.calls
    .all()
    .filter((call) => matches('To', call.to) && matches('From', call.from))
    .filter((call) => matches('Status', restStatus(call)) && matches('ParentCallSid', call.parentCallSid));
  const { items, fields } = pageOf(found, `/2010-04-01/Accounts/${context.account.accountSid}/Calls.json`, query);
  return { status: 200, body: { calls: items.map((call) => callResource(context, call)), ...fields } };
}

/** Removes the record of an ended call: https://www.twilio.com/docs/voice/api/call-resource#delete-a-call-resource */
export function deleteCall(context: TwilioContext, call: Call): RestResponse {
  if (!isFinal(call.status)) return restError(409, 20009, 'Unable to delete record: Resource not complete');
  context.calls.remove(call.sid);
  return { status: 204 };
}
