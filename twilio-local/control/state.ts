/** Everything there is to see, for GET /control/state and the page. */
import { durationOf, isFinal, type Call } from '../calls/call.ts';
import type { Cloud } from '../context.ts';
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

function describePhone(cloud: Cloud, { phone, card }: { phone: Phone; card: PhoneCard | undefined }): Record<string, unknown> {
  const { number, status, behaviour, digits, words, call, mouth } = phone;
  const caller = call && cloud.calls.find(call.sid);
  return {
    ...card,
    number,
    status,
    behaviour,
    digits,
    words,
    person: mouth.person,
    callSid: call?.sid,
    other: call?.other,
    since: call?.since,
    /** Who is at the other end of the call that rings this phone, when that is a browser. */
    identity: cloud.calls.find(caller?.parentCallSid ?? '')?.from.replace(/^client:/, ''),
    last: phone.last,
  };
}

export function describeState(cloud: Cloud, crmUrl: string | undefined): Record<string, unknown> {
  return {
    crmUrl,
    numbers: [...cloud.numbers.keys()],
    registrations: cloud.clients.registrations(),
    calls: cloud.calls.all().map(describeCall),
    phones: cloud.phones.all().map((entry) => describePhone(cloud, entry)),
    recordings: cloud.recordings.all().map(({ file, ...recording }) => ({ ...recording, bytes: file.length })),
    webhooks: cloud.webhooks.sent(),
    faults: cloud.faults.current(),
  };
}
