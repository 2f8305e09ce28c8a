/** Sends the events of a conference to the customer's server. */
import { isFinal } from '../calls/call-status.ts';
import type { TwilioContext } from '../context.ts';
import type { ConferenceEvent } from './conference-event.ts';
import type { Conference } from './conference.ts';
import type { Participant } from './participant.ts';

const eventNames = ['start', 'end', 'join', 'leave', 'mute', 'hold', 'modify', 'speaker', 'announcement'] as const;
type EventName = (typeof eventNames)[number];

export type ConferenceCallback = { url: string; method: 'GET' | 'POST'; events: Set<EventName> };

/** Reads event names of TwiML (separated by spaces) or REST (repeated); unknown names are dropped. */
export function readConferenceEvents(names: readonly (string | undefined)[], fallback: EventName[] = []): Set<EventName> {
  const given = new Set(names.flatMap((name) => name?.split(/[\s,]+/) ?? []));
  const known = eventNames.filter((name) => given.has(name));
  return new Set(known.length > 0 ? known : fallback);
}

const nameOf: Record<ConferenceEvent['is'], EventName> = {
  'conference-start': 'start',
  'conference-end': 'end',
  'participant-join': 'join',
  'participant-leave': 'leave',
  'participant-mute': 'mute',
  'participant-unmute': 'mute',
  'participant-hold': 'hold',
  'participant-unhold': 'hold',
  'participant-modify': 'modify',
};

function participantParameters({ call, label, muted, hold, ...settings }: Participant): Record<string, string> {
  return {
    CallSid: call.sid,
    Muted: String(muted),
    Hold: String(hold),
    Coaching: String(settings.coaching),
    EndConferenceOnExit: String(settings.endConferenceOnExit),
    StartConferenceOnEnter: String(settings.startConferenceOnEnter),
    ...(label === undefined ? {} : { ParticipantLabel: label }),
  };
}

/** A participant whose call has not ended is still in progress: its <Dial> has ended. */
function leaveParameters(event: Extract<ConferenceEvent, { is: 'participant-leave' }>): Record<string, string> {
  const { status } = event.participant.call;
  return { ReasonParticipantLeft: event.reason, ParticipantCallStatus: isFinal(status) ? status : 'in-progress' };
}

function endParameters({ reason, by }: Extract<ConferenceEvent, { is: 'conference-end' }>): Record<string, string> {
  return {
    ReasonConferenceEnded: reason,
    Reason: by ? `Participant with CallSid ${by.call.sid} left` : 'Conference ended via API',
    ...(by ? { CallSidEndingConference: by.call.sid } : {}),
    ...(by?.label === undefined ? {} : { ParticipantLabelEndingConference: by.label }),
  };
}

function parametersOf(event: ConferenceEvent): Record<string, string> {
  if (event.is === 'conference-start') return {};
  if (event.is === 'conference-end') return endParameters(event);
  const parameters = participantParameters(event.participant);
  return event.is === 'participant-leave' ? { ...parameters, ...leaveParameters(event) } : parameters;
}

/** The callback of the first participant counts, also when that participant has none. */
const reported = new WeakSet<Conference>();

/** Sends the events that `callback` asks for, numbered from 1; no-op for every participant after the first. */
export function reportConference(context: TwilioContext, conference: Conference, callback: ConferenceCallback | undefined): void {
  if (reported.has(conference)) return;
  reported.add(conference);
  if (!callback) return;
  let sequence = 0;
  conference.subscribe((event) => {
    if (!callback.events.has(nameOf[event.is])) return;
    sequence += 1;
    const parameters = {
      AccountSid: context.account.accountSid,
      ConferenceSid: conference.sid,
      FriendlyName: conference.name,
      SequenceNumber: String(sequence),
      Timestamp: new Date().toUTCString().replace('GMT', '+0000'),
      StatusCallbackEvent: event.is,
      ...parametersOf(event),
    };
    context.webhooks.sendStatus(conference.sid, { url: callback.url, method: callback.method, parameters });
  });
}
