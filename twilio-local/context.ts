/** The parts of one local Twilio that share calls, audio and settings. */
import type { AccountState } from './account/account-state.ts';
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

/** Fields that apps and numbers share. The fallback URL is asked where the Voice URL, or a document after it, fails. */
type VoiceFields = {
  friendlyName?: string;
  voiceMethod?: 'POST' | 'GET';
  voiceFallbackUrl?: string;
  voiceFallbackMethod?: 'POST' | 'GET';
  statusCallback?: string;
  statusCallbackMethod?: 'POST' | 'GET';
};
export type Application = VoiceFields & { sid: string; voiceUrl: string };
/** The URLs of the app count where the number has one. */
export type AccountNumber = VoiceFields & { phoneNumber: string; voiceUrl?: string; voiceApplicationSid?: string };

export type TwilioContext = {
  account: Account;
  applications: Map<string, Application>;
  numbers: Map<string, AccountNumber>;
  verifiedCallerIds: Set<string>;
  /** Numbers that the account can buy. */
  numbersOnSale: Set<string>;
  accountState: AccountState;
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
