/** A Twilio for one machine: signalling, audio, TwiML, REST, and simulated phones. */
import { withAccountApi } from './account/account-api.ts';
import { createAccountState } from './account/account-state.ts';
import { guardPhones } from './account/dialing-guard.ts';
import { createAudioClock } from './audio/audio-clock.ts';
import { createCallBook } from './calls/call-book.ts';
import { createRecordings } from './calls/recordings.ts';
import { createWebhooks } from './calls/webhooks.ts';
import { createCertificate } from './certificate.ts';
import type { AccountNumber, Application, TwilioContext } from './context.ts';
import { createConferenceBook } from './conferences/conference-book.ts';
import { createControlServer } from './control/control-server.ts';
import { createEventLog } from './control/event-log.ts';
import { createFaults } from './control/faults.ts';
import { listen } from './listen.ts';
import { completeBehaviour, type Behaviour } from './phones/behaviour.ts';
import { createPhoneBook, type PhoneCard } from './phones/phone-book.ts';
import { createRestApi } from './rest/rest-api.ts';
import type { Account } from './signalling/access-token.ts';
import { createClients } from './signalling/clients.ts';
import { createTwilioServer } from './twilio-server.ts';

export type PhoneOption = PhoneCard & { number: string; behaviour?: Partial<Behaviour> };

export type TwilioLocalOptions = {
  account: Account;
  /** TwiML Apps; their URLs are absolute. */
  applications: Application[];
  /** The account's own numbers. */
  numbers: AccountNumber[];
  /** In the order of the page. */
  phones: PhoneOption[];
  /** Numbers that are allowed as caller ID besides the account's own. */
  verifiedCallerIds?: string[];
  /** Numbers that the account can buy. */
  numbersOnSale?: string[];
  /** ISO codes of the countries that may be called at first; every country by default. */
  dialingCountries?: string[];
  /** Added to the timeout of every <Dial>; by default Twilio's own 5 seconds. https://www.twilio.com/docs/voice/twiml/dial#timeout */
  dialBufferMs?: number;
  /** Target of the page's link to the sample CRM. */
  crmUrl?: string;
  /** A free port by default. */
  twilioPort?: number;
  controlPort?: number;
};

export type TwilioLocal = {
  twilioPort: number;
  controlPort: number;
  controlUrl: string;
  /** Replaces https://api.twilio.com, over plain HTTP. */
  restUrl: string;
  spki: string;
  /** Arguments that let Chromium reach this server as Twilio, and send audio over the loopback address. */
  chromiumArgs: string[];
  /** For URLs that are known only once the backend runs. */
  setApplication(application: Application): void;
  setNumber(number: AccountNumber): void;
  /** Adds numbers that the account can buy. */
  offerNumbers(phoneNumbers: readonly string[]): void;
  close(): Promise<void>;
};

/** The account is copied: keys of one server do not appear in another. */
function createContext({ account: given, ...options }: TwilioLocalOptions): TwilioContext {
  const account = { ...given, apiKeys: [...given.apiKeys] };
  const events = createEventLog();
  const faults = createFaults();
  const audioClock = createAudioClock();
  const phones = createPhoneBook(audioClock, events);
  for (const { number, behaviour, ...card } of options.phones) phones.add(number, card, completeBehaviour(behaviour ?? {}));
  const applications = new Map(options.applications.map((application) => [application.sid, application]));
  const numbers = new Map(options.numbers.map((number) => [number.phoneNumber, number]));
  const accountState = createAccountState({ account, applications, numbers }, options.dialingCountries);
  return {
    account,
    applications,
    numbers,
    verifiedCallerIds: new Set(options.verifiedCallerIds),
    numbersOnSale: new Set(options.numbersOnSale),
    accountState,
    dialBufferMs: options.dialBufferMs ?? 5000,
    audioClock,
    events,
    faults,
    webhooks: createWebhooks(account.authToken, events, faults),
    calls: createCallBook(events),
    recordings: createRecordings(events),
    conferences: createConferenceBook(events),
    phones: guardPhones(phones, accountState, events),
    clients: createClients(account, audioClock, faults),
  };
}

function endCalls(context: TwilioContext): void {
  for (const call of context.calls.all()) call.end('canceled');
  for (const { socket } of context.clients.connections) socket.terminate();
}

export async function startTwilioLocal(options: TwilioLocalOptions): Promise<TwilioLocal> {
  const context = createContext(options);
  const restApi = withAccountApi(context, createRestApi(context));
  const certificate = await createCertificate();
  const twilio = await listen(createTwilioServer(context, restApi, certificate), options.twilioPort ?? 0);
  const control = await listen(createControlServer(context, restApi, options.crmUrl), options.controlPort ?? 0);
  const { port: twilioPort } = twilio;
  const { port: controlPort } = control;
  const controlUrl = `http://127.0.0.1:${controlPort}`;
  const rules = `MAP *.twilio.com 127.0.0.1:${twilioPort}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost`;
  return {
    twilioPort,
    controlPort,
    controlUrl,
    restUrl: controlUrl,
    spki: certificate.spki,
    chromiumArgs: [
      `--host-resolver-rules=${rules}`,
      `--ignore-certificate-errors-spki-list=${certificate.spki}`,
      '--allow-loopback-in-peer-connection',
    ],
    setApplication: (application) => void context.applications.set(application.sid, application),
    setNumber: (number) => void context.numbers.set(number.phoneNumber, number),
    offerNumbers(phoneNumbers) {
      for (const phoneNumber of phoneNumbers) context.numbersOnSale.add(phoneNumber);
    },
    async close() {
      endCalls(context);
      await Promise.all([twilio.close(), control.close()]);
    },
  };
}
