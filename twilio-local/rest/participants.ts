/** Participants of a conference in the REST API: https://www.twilio.com/docs/voice/api/conference-participant-resource */
import type { Conference } from '../conferences/conference.ts';
import type { Music, Participant } from '../conferences/participant.ts';
import type { TwilioContext } from '../context.ts';
import { isHttpUrl } from './create-call.ts';
import { pageOf } from './page.ts';
import { restError, type RestResponse } from './rest-error.ts';

const dateOf = (date: Date) => date.toUTCString().replace('GMT', '+0000');

export function participantResource({ account }: TwilioContext, conference: Conference, participant: Participant): Record<string, unknown> {
  const { call } = participant;
  return {
    account_sid: account.accountSid,
    call_sid: call.sid,
    label: participant.label ?? null,
    conference_sid: conference.sid,
    muted: participant.muted,
    hold: participant.hold,
    coaching: participant.coaching,
    call_sid_to_coach: participant.callSidToCoach ?? null,
    start_conference_on_enter: participant.startConferenceOnEnter,
    end_conference_on_exit: participant.endConferenceOnExit,
    status: participant.status,
    queue_time: null,
    date_created: dateOf(participant.createdAt),
    date_updated: dateOf(participant.updatedAt),
    uri: `/2010-04-01/Accounts/${account.accountSid}/Conferences/${conference.sid}/Participants/${call.sid}.json`,
  };
}

/** By the CallSid or the label. */
export function findParticipant(conference: Conference, key: string): Participant | undefined {
  return conference.participants().find(({ call, label }) => call.sid === key || label === key);
}

/** A conference that has ended has none. */
export function listParticipants(context: TwilioContext, conference: Conference, query: URLSearchParams): RestResponse {
  const matches = (name: string, value: boolean) => !query.get(name) || query.get(name) === String(value);
  const found = conference
    .participants()
    .filter(({ muted, hold, coaching }) => matches('Muted', muted) && matches('Hold', hold) && matches('Coaching', coaching))
    .map((participant) => ({ sid: participant.call.sid, participant }));
  const path = `/2010-04-01/Accounts/${context.account.accountSid}/Conferences/${conference.sid}/Participants.json`;
  const { items, fields } = pageOf(found, path, query);
  return {
    status: 200,
    body: { participants: items.map((item) => participantResource(context, conference, item.participant)), ...fields },
  };
}

/** "Anything value other than `true` or `false` is interpreted as `false`." Undefined when it is left out. */
const flagOf = (form: URLSearchParams, name: string) => (form.has(name) ? form.get(name)?.toLowerCase() === 'true' : undefined);

export function musicOf(form: URLSearchParams, name: 'Hold' | 'Wait', fallbackMethod: 'GET' | 'POST'): Music {
  const url = form.get(`${name}Url`);
  if (url === null) return 'default';
  const method = form.get(`${name}Method`)?.toUpperCase();
  return url === '' ? 'none' : { url, method: method === 'GET' || method === 'POST' ? method : fallbackMethod };
}

/** Codes: https://www.twilio.com/docs/api/errors (16099, 21205). What Twilio answers for a coach or a hold that cannot be: guesses. */
function refusalOf(conference: Conference, participant: Participant, form: URLSearchParams): RestResponse | undefined {
  const badUrl = ['HoldUrl', 'WaitUrl'].map((name) => form.get(name)).find((url) => url && !isHttpUrl(url));
  if (badUrl) return restError(400, 21205, `Url is not a valid URL: ${badUrl}`);
  if (participant.status !== 'connected') return restError(400, 20001, `Participant is not connected ${participant.call.sid}`);
  if (flagOf(form, 'Hold') && conference.status !== 'in-progress') return restError(400, 16099, 'Unexpected conference status');
  const coached = form.get('CallSidToCoach') ?? participant.callSidToCoach;
  if (!flagOf(form, 'Coaching') && !form.get('CallSidToCoach')) return undefined;
  return coached && coached !== participant.call.sid && findParticipant(conference, coached)
    ? undefined
    : restError(400, 20001, `Invalid CallSidToCoach: ${coached ?? ''}`);
}

function updateMuted(conference: Conference, participant: Participant, muted: boolean | undefined): void {
  if (muted === undefined || muted === participant.muted) return;
  participant.muted = muted;
  conference.changed({ is: muted ? 'participant-mute' : 'participant-unmute', participant });
}

function updateHold(conference: Conference, participant: Participant, form: URLSearchParams): void {
  const hold = flagOf(form, 'Hold');
  if (hold === undefined) return;
  const { hold: wasHeld } = participant;
  participant.hold = hold;
  if (hold && (!wasHeld || form.has('HoldUrl'))) participant.holdMusic = musicOf(form, 'Hold', 'GET');
  conference.changed({ is: hold ? 'participant-hold' : 'participant-unhold', participant });
}

/**
 * `EndConferenceOnExit` has no effect while the participant is on hold, and the answer is 200:
 * https://github.com/twilio-professional-services/flex-dialpad-addon-plugin/issues/60
 * A request that begins or ends the hold too counts as on hold.
 */
function updateSettings(conference: Conference, participant: Participant, form: URLSearchParams): void {
  const before = JSON.stringify([
    participant.endConferenceOnExit,
    participant.beepOnExit,
    participant.coaching,
    participant.callSidToCoach,
  ]);
  const isHeld = participant.hold || flagOf(form, 'Hold') === true;
  if (!isHeld) participant.endConferenceOnExit = flagOf(form, 'EndConferenceOnExit') ?? participant.endConferenceOnExit;
  participant.beepOnExit = flagOf(form, 'BeepOnExit') ?? participant.beepOnExit;
  participant.callSidToCoach = form.get('CallSidToCoach') ?? participant.callSidToCoach;
  participant.coaching = flagOf(form, 'Coaching') ?? (form.has('CallSidToCoach') || participant.coaching);
  if (form.has('WaitUrl')) participant.waitMusic = musicOf(form, 'Wait', 'POST');
  const after = JSON.stringify([participant.endConferenceOnExit, participant.beepOnExit, participant.coaching, participant.callSidToCoach]);
  if (before !== after || form.has('WaitUrl')) conference.changed({ is: 'participant-modify', participant });
}

export function updateParticipant(
  context: TwilioContext,
  conference: Conference,
  participant: Participant,
  form: URLSearchParams,
): RestResponse {
  const refusal = refusalOf(conference, participant, form);
  if (refusal) return refusal;
  updateSettings(conference, participant, form);
  updateMuted(conference, participant, flagOf(form, 'Muted'));
  updateHold(conference, participant, form);
  return { status: 200, body: participantResource(context, conference, participant) };
}

/** The participant leaves, and its <Dial> continues at its action. One that REST dialled has no document: its call ends. */
export function removeParticipant(conference: Conference, participant: Participant): RestResponse {
  conference.leave(participant, 'participant_updated_via_api', true);
  return { status: 204 };
}
