/** The state of the local Twilio for GET /control/state and the page. */
import { isFinal } from '../calls/call-status.ts';
import { durationOf, type Call } from '../calls/call.ts';
import type { AccountState } from '../account/account-state.ts';
import { isLive } from '../calls/recordings.ts';
import type { Conference } from '../conferences/conference.ts';
import type { TwilioContext } from '../context.ts';
import type { Phone } from '../phones/phone.ts';
import type { PhoneCard } from '../phones/phone-book.ts';

function describeCall(call: Call): Record<string, unknown> {
  return {
    callSid: call.sid,
    parentCallSid: call.parentCallSid,
    from: call.from,
    to: call.to,
    direction: call.direction,
    status: call.status,
    createdAt: call.createdAt,
    answeredAt: call.answeredAt,
    endedAt: call.endedAt,
    seconds: isFinal(call.status) ? durationOf(call) : undefined,
    sipCode: call.refusal?.sipCode,
    errorCode: call.refusal?.errorCode,
    answeredBy: call.answeredBy,
  };
}

function describeConference(conference: Conference): Record<string, unknown> {
  const participants = conference.participants().map(({ call, label, status, muted, hold, coaching, endConferenceOnExit }) => {
    return { callSid: call.sid, label, status, muted, hold, coaching, endConferenceOnExit };
  });
  return { sid: conference.sid, name: conference.name, status: conference.status, reason: conference.ended?.reason, participants };
}

function describePhone(context: TwilioContext, { phone, card }: { phone: Phone; card: PhoneCard | undefined }): Record<string, unknown> {
  const { status, behaviour, digits, lastSpeech, call, last } = phone.state;
  const leg = call && context.calls.find(call.sid);
  const parent = context.calls.find(leg?.parentCallSid ?? '');
  return {
    ...card,
    number: phone.number,
    status,
    behaviour,
    digits,
    words: lastSpeech,
    person: phone.audio.source.hasMicrophone,
    callSid: call?.sid,
    other: call?.other,
    since: call?.since,
    /** The caller's identity when a browser rings this phone. */
    identity: parent?.from.replace(/^client:/, ''),
    last,
  };
}

export function describeAccount(state: AccountState): Record<string, unknown> {
  const { blockedCountries, lostNumbers, ...account } = state.current();
  return { ...account, blockedCountries: [...blockedCountries], lostNumbers: [...lostNumbers] };
}

export function describeState(context: TwilioContext, crmUrl: string | undefined): Record<string, unknown> {
  return {
    crmUrl,
    numbers: [...context.numbers.keys()],
    registrations: context.clients.registrations(),
    calls: context.calls.all().map(describeCall),
    phones: context.phones.all().map((entry) => describePhone(context, entry)),
    recordings: context.recordings
      .all()
      .filter((recording) => !isLive(recording))
      .map(({ file, ...recording }) => ({ ...recording, bytes: file.length })),
    conferences: context.conferences.all().map(describeConference),
    webhooks: context.webhooks.sent(),
    alerts: context.events.alerts(),
    faults: context.faults.current(),
    account: describeAccount(context.accountState),
  };
}
