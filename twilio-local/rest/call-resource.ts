/** The call resource of the REST API: field names and statuses of Twilio's OpenAPI description. */
import { isFinal } from '../calls/call-status.ts';
import { durationOf, type Call } from '../calls/call.ts';
import { priceOfCall } from '../calls/prices.ts';
import type { TwilioContext } from '../context.ts';

const dateOf = (date: Date | undefined) => date?.toUTCString().replace('GMT', '+0000') ?? null;

/** REST has no status `initiated`: the call is still queued. */
export const restStatus = (call: Pick<Call, 'status'>) => (call.status === 'initiated' ? 'queued' : call.status);

const subresources = {
  events: 'Events',
  notifications: 'Notifications',
  payments: 'Payments',
  recordings: 'Recordings',
  siprec: 'Siprec',
  streams: 'Streams',
  transcriptions: 'Transcriptions',
  user_defined_message_subscriptions: 'UserDefinedMessageSubscriptions',
  user_defined_messages: 'UserDefinedMessages',
};

/** `start_time` is the time of the dialling, and `duration` is null for a call that nobody answered: https://www.twilio.com/docs/voice/api/call-resource */
export function callResource(context: TwilioContext, call: Call): Record<string, unknown> {
  const { accountSid } = context.account;
  const uri = `/2010-04-01/Accounts/${accountSid}/Calls/${call.sid}`;
  return {
    sid: call.sid,
    date_created: dateOf(call.createdAt),
    date_updated: dateOf(call.endedAt ?? call.answeredAt ?? call.createdAt),
    parent_call_sid: call.parentCallSid ?? null,
    account_sid: accountSid,
    to: call.to,
    to_formatted: call.to,
    from: call.from,
    from_formatted: call.from,
    phone_number_sid: null,
    status: restStatus(call),
    start_time: dateOf(call.startedAt),
    end_time: dateOf(call.endedAt),
    duration: isFinal(call.status) && call.answeredAt ? String(durationOf(call)) : null,
    price: priceOfCall(call, context.faults.priceLagMs(), Date.now()),
    price_unit: 'USD',
    direction: call.direction,
    answered_by: call.answeredBy ?? null,
    api_version: '2010-04-01',
    forwarded_from: null,
    group_sid: null,
    caller_name: null,
    queue_time: String(call.queueMs ?? 0),
    trunk_sid: null,
    uri: `${uri}.json`,
    subresource_uris: Object.fromEntries(Object.entries(subresources).map(([name, path]) => [name, `${uri}/${path}.json`])),
  };
}
