/** The parts of one local Twilio that share calls, audio and settings. */
import type { AudioClock } from './audio/audio-clock.ts';
import type { CallBook } from './calls/call-book.ts';
import type { Recordings } from './calls/recordings.ts';
import type { Webhooks } from './calls/webhooks.ts';
import type { ConferenceBook } from './conferences/conference-book.ts';
import type { EventLog } from './control/event-log.ts';
import type { Faults } from './control/faults.ts';
import type { PhoneBook } from './phones/phone-book.ts';
import type { Account } from './signalling/access-token.ts';
import type { Clients } from './signalling/clients.ts';

/** The fallback URL is asked where the Voice URL, or a document after it, fails. */
export type Application = {
  sid: string;
  voiceUrl: string;
  voiceMethod?: 'POST' | 'GET';
  voiceFallbackUrl?: string;
  statusCallback?: string;
};
export type AccountNumber = { phoneNumber: string; voiceUrl?: string; voiceFallbackUrl?: string; statusCallback?: string };

export type TwilioContext = {
  account: Account;
  applications: Map<string, Application>;
  numbers: Map<string, AccountNumber>;
  verifiedCallerIds: Set<string>;
  /** Added to the timeout of every <Dial>. */
  dialBufferMs: number;
  audioClock: AudioClock;
  events: EventLog;
  faults: Faults;
  webhooks: Webhooks;
  calls: CallBook;
  recordings: Recordings;
  conferences: ConferenceBook;
  phones: PhoneBook;
  clients: Clients;
};
