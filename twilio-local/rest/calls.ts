/** Existing calls in the REST API: list and update. */
import { isFinal } from '../calls/call-status.ts';
import type { Call } from '../calls/call.ts';
import type { TwilioContext } from '../context.ts';
import type { TwimlSource } from '../twiml/document.ts';
import { startProgram } from '../twiml/program.ts';
import { callResource, restStatus } from './call-resource.ts';
import { pageOf } from './page.ts';
import { restError, type RestResponse } from './rest-error.ts';

/** Time from the answer of REST to the new document; a live account needed 166 ms. */
const redirectMs = 150;

/** Redirects that REST has accepted and that are not carried out yet. */
const pending = new WeakMap<Call, { isCanceled: boolean }>();

/**
 * REST answers before the call leaves its document. A dialled leg leaves its <Dial>, which continues at its action.
 * The redirect of a caller hangs up the leg of its <Dial>, also when that leg's own redirect is not carried out yet:
 * https://github.com/twilio/twilio-salesforce/issues/54
 */
function redirectCall(context: TwilioContext, call: Call, source: TwimlSource): RestResponse {
  if (call.status !== 'in-progress') return restError(400, 21220, 'Invalid call state: Call is not in-progress. Cannot redirect.');
  for (const child of context.calls.all()) {
    const redirectOfChild = child.parentCallSid === call.sid ? pending.get(child) : undefined;
    if (redirectOfChild) redirectOfChild.isCanceled = true;
  }
  const redirect = { isCanceled: false };
  pending.set(call, redirect);
  setTimeout(() => {
    pending.delete(call);
    if (call.over.aborted || redirect.isCanceled) return;
    call.takeOver();
    void startProgram(context, call, source);
  }, redirectMs);
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
  // Not verified on the real Twilio, which may answer 200: the worse of the two.
  if (isFinal(call.status)) return restError(400, 21220, `Invalid call state: Call is ${restStatus(call)}. Cannot end.`);
  call.end(call.status === 'in-progress' ? 'completed' : 'canceled');
  return { status: 200, body: callResource(context, call) };
}

/** A call as the list has it: with an earlier status, while the list is behind. */
function listedCall(context: TwilioContext, call: Call, status: string): Record<string, unknown> {
  const resource = callResource(context, call);
  return status === resource.status
    ? resource
    : {
        ...resource,
        status,
        start_time: status === 'in-progress' ? resource.start_time : null,
        end_time: null,
        duration: null,
        price: null,
      };
}

/** Eventually consistent, as Twilio's own list: calls and statuses of the last seconds are missing. */
export function listCalls(context: TwilioContext, query: URLSearchParams): RestResponse {
  const matches = (name: string, value: string | undefined) => !query.get(name) || query.get(name) === value;
  const seenAt = Date.now() - context.faults.listLagMs();
  const found = context.calls
    .all()
    .map((call) => ({ call, status: call.statusAt(seenAt) }))
    .flatMap(({ call, status }) => (status ? [{ call, status: restStatus({ status }) }] : []))
    .filter(({ call }) => matches('To', call.to) && matches('From', call.from) && matches('ParentCallSid', call.parentCallSid))
    .filter(({ status }) => matches('Status', status));
  const listed = found.map(({ call, status }) => ({ sid: call.sid, call, status }));
  const { items, fields } = pageOf(listed, `/2010-04-01/Accounts/${context.account.accountSid}/Calls.json`, query);
  return { status: 200, body: { calls: items.map(({ call, status }) => listedCall(context, call, status)), ...fields } };
}

/** Removes the record of an ended call: https://www.twilio.com/docs/voice/api/call-resource#delete-a-call-resource */
export function deleteCall(context: TwilioContext, call: Call): RestResponse {
  if (!isFinal(call.status)) return restError(409, 20009, 'Unable to delete record: Resource not complete');
  context.calls.remove(call.sid);
  return { status: 204 };
}
