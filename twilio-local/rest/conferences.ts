/** Conferences in the REST API: https://www.twilio.com/docs/voice/api/conference-resource */
import type { Conference } from '../conferences/conference.ts';
import type { TwilioContext } from '../context.ts';
import { pageOf } from './page.ts';
import { restError, type RestResponse } from './rest-error.ts';

const dateOf = (date: Date) => date.toUTCString().replace('GMT', '+0000');

export function conferenceResource({ account }: TwilioContext, conference: Conference): Record<string, unknown> {
  const { sid, name, createdAt, status, ended } = conference;
  const uri = `/2010-04-01/Accounts/${account.accountSid}/Conferences/${sid}`;
  return {
    sid,
    account_sid: account.accountSid,
    api_version: '2010-04-01',
    friendly_name: name,
    status,
    region: 'us1',
    date_created: dateOf(createdAt),
    date_updated: dateOf(ended?.at ?? createdAt),
    reason_conference_ended: ended?.reason ?? null,
    call_sid_ending_conference: ended?.by?.call.sid ?? null,
    uri: `${uri}.json`,
    subresource_uris: { participants: `${uri}/Participants.json`, recordings: `${uri}/Recordings.json` },
  };
}

/** "Starting from September 30th, 2026, the default is `in-progress`." */
export function listConferences(context: TwilioContext, query: URLSearchParams): RestResponse {
  const status = query.get('Status') ?? 'in-progress';
  const name = query.get('FriendlyName');
  const found = context.conferences.all().filter((each) => each.status === status && (!name || each.name === name));
  const { items, fields } = pageOf(found, `/2010-04-01/Accounts/${context.account.accountSid}/Conferences.json`, query);
  return { status: 200, body: { conferences: items.map((conference) => conferenceResource(context, conference)), ...fields } };
}

/** Ends a conference in progress; any other was seen to answer "Bad request". https://github.com/twilio/twilio-node/issues/663 */
export function updateConference(context: TwilioContext, conference: Conference, form: URLSearchParams): RestResponse {
  const status = form.get('Status');
  if (status !== 'completed') return restError(400, 20001, `Invalid Status: ${status ?? ''}`);
  if (conference.status !== 'in-progress') return restError(400, 20001, 'Bad request');
  conference.end();
  return { status: 200, body: conferenceResource(context, conference) };
}
