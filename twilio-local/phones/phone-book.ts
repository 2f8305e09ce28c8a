/** Every simulated phone by its number; a phone without settings rings until a person answers it. */
import type { AudioClock } from '../audio/audio-clock.ts';
import type { CallEndpoint, EndpointObserver } from '../calls/call-endpoint.ts';
import type { Call } from '../calls/call.ts';
import type { EventLog } from '../control/event-log.ts';
import { manualBehaviour, type Behaviour } from './behaviour.ts';
import { createPhone, type Phone } from './phone.ts';

/** The labels of a phone on the page. */
export type PhoneCard = { name: string; nameAr?: string; own?: boolean; note?: string; noteAr?: string };

type Entry = { phone: Phone; card: PhoneCard | undefined };

export type PhoneBook = {
  /** Finds the phone or makes one that a person answers. */
  get(number: string): Phone;
  find(number: string): Phone | undefined;
  add(number: string, card: PhoneCard | undefined, behaviour: Behaviour): Phone;
  /** The phone that is in this call. */
  findByCall(callSid: string): Phone | undefined;
  /** In the order in which they were added. */
  all(): Entry[];
  /** Rings a number for a call. A text that is not a number fails with 13224. */
  ring(number: string, call: Call, observer: EndpointObserver): CallEndpoint;
};

/** A plus, a country code, 7 to 15 digits in all: ITU-T E.164. */
export const isE164 = (text: string) => /^\+[1-9]\d{6,14}$/.test(text);

export function createPhoneBook(audioClock: AudioClock, events: EventLog): PhoneBook {
  const entries = new Map<string, Entry>();

  function add(number: string, card: PhoneCard | undefined, behaviour: Behaviour): Phone {
    const phone = createPhone(number, audioClock, behaviour, ({ state }) =>
      events.record('phone', { number, status: state.status, other: state.call?.other }),
    );
    entries.set(number, { phone, card });
    return phone;
  }

  const get = (number: string) => entries.get(number)?.phone ?? add(number, undefined, manualBehaviour);

  return {
    get,
    find: (number) => entries.get(number)?.phone,
    add,
    findByCall: (callSid) => [...entries.values()].find(({ phone }) => phone.state.call?.sid === callSid)?.phone,
    all: () => [...entries.values()],
    ring(number, call, observer) {
      const unlisted = () => createPhone(number, audioClock, { ...manualBehaviour, answer: 'invalid' }, () => undefined);
      const phone = isE164(number) ? get(number) : unlisted();
      return phone.ring({ sid: call.sid, other: call.from }, observer);
    },
  };
}
