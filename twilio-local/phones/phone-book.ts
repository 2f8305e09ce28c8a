/** Every phone of this small world; one that nobody described rings until somebody answers it. */
import type { Call } from '../calls/call.ts';
import type { CallEndpoint, EndpointObserver } from '../calls/call-endpoint.ts';
import type { AudioClock } from '../audio/audio-clock.ts';
import type { EventLog } from '../control/event-log.ts';
import { manualBehaviour, type Behaviour } from './behaviour.ts';
import { createPhone, type Phone } from './phone.ts';

/** What the page shows beside the phone itself. */
export type PhoneCard = { name: string; nameAr?: string; own?: boolean; note?: string; noteAr?: string };

export type PhoneBook = {
  /** Finds the phone or makes one that is answered by hand. */
  get(number: string): Phone;
  /** Finds the phone, when there is one. */
  find(number: string): Phone | undefined;
  add(number: string, card: PhoneCard | undefined, behaviour: Behaviour): Phone;
  /** The phone that is in this call, when one is. */
  findByCall(callSid: string): Phone | undefined;
  /** In the order they were added. */
  all(): { phone: Phone; card: PhoneCard | undefined }[];
  /** Rings a number for a call. A number that is none fails with 13224. */
  ring(number: string, call: Call, observer: EndpointObserver): CallEndpoint;
};

/** A plus, a country code, 7 to 15 digits in all: ITU-T E.164. */
export const isE164 = (text: string) => /^\+[1-9]\d{6,14}$/.test(text);

export function createPhoneBook(audioClock: AudioClock, events: EventLog): PhoneBook {
  const book = new Map<string, { phone: Phone; card: PhoneCard | undefined }>();

  function add(number: string, card: PhoneCard | undefined, behaviour: Behaviour): Phone {
    const recordChange = (phone: Phone) => events.record('phone', { number, status: phone.status, other: phone.call?.other });
    const phone = createPhone(number, audioClock, behaviour, recordChange);
    book.set(number, { phone, card });
    return phone;
  }

  const get = (number: string) => book.get(number)?.phone ?? add(number, undefined, manualBehaviour);

  return {
    get,
    find: (number) => book.get(number)?.phone,
    add,
    findByCall: (callSid) => [...book.values()].find(({ phone }) => phone.call?.sid === callSid)?.phone,
    all: () => [...book.values()],
    ring(number, call, observer) {
      // A number that cannot exist gets a phone that is in no book and says so.
      const phone = isE164(number)
        ? get(number)
        : createPhone(number, audioClock, { ...manualBehaviour, answer: 'invalid' }, () => undefined);
      return phone.ring({ sid: call.sid, other: call.from }, observer);
    },
  };
}
