/** What we tell Twilio to do with a call, as TwiML. */
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';

/** How long a called phone rings before the call counts as not answered. */
const ringSeconds = 30;

type DialOptions = {
  number: string;
  callerId: string;
  /** Where Twilio tells how the dialled leg is doing. */
  statusUrl: string;
  /** Where Twilio asks what comes next once the dialled leg is over. */
  actionUrl: string;
  /** Keys to press once answered. */
  ext?: string;
};

/** Rings `number`; the agent hears it ring until somebody answers. */
export function dialNumber({ number, callerId, statusUrl, actionUrl, ext }: DialOptions): string {
  const response = new VoiceResponse();
  const dial = response.dial({ answerOnBridge: true, callerId, timeout: ringSeconds, action: actionUrl, method: 'POST' });
  dial.number(
    {
      statusCallback: statusUrl,
      statusCallbackMethod: 'POST',
      statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
      // A "w" waits half a second, for the switchboard to get ready.
      ...(ext ? { sendDigits: `ww${ext}` } : {}),
    },
    number,
  );
  return response.toString();
}

const voices = {
  en: { language: 'en-US' },
  ar: { language: 'arb', voice: 'Polly.Zeina' },
} as const;

/** A browser to ring, and what it is told with the invitation. */
export type ClientToRing = { identity: string; parameters: Record<string, string> };

type RingOptions = {
  /** A number of ours: Twilio refuses a client's leg without one. https://www.twilio.com/docs/api/errors/13214 */
  callerId: string;
  seconds: number;
  statusUrl: string;
  /** Where Twilio asks what comes next when nobody answered, or the talk is over. */
  actionUrl: string;
};

const statusEvents: ('initiated' | 'ringing' | 'answered' | 'completed')[] = ['initiated', 'ringing', 'answered', 'completed'];

/** Rings at most ten browsers at once; the first to answer has the caller, who hears it ring meanwhile and pays nothing. */
export function ringClients(clients: readonly ClientToRing[], { callerId, seconds, statusUrl, actionUrl }: RingOptions): string {
  const response = new VoiceResponse();
  const dial = response.dial({ answerOnBridge: true, callerId, timeout: seconds, action: actionUrl, method: 'POST' });
  for (const { identity, parameters } of clients) {
    const client = dial.client({ statusCallback: statusUrl, statusCallbackMethod: 'POST', statusCallbackEvent: statusEvents });
    client.identity(identity);
    for (const [name, value] of Object.entries(parameters)) client.parameter({ name, value });
  }
  return response.toString();
}

/** Rings phones at once; one has the caller when the document at `acceptUrl` lets it through. */
export function ringPhones(
  numbers: readonly string[],
  { callerId, seconds, statusUrl, actionUrl, acceptUrl }: RingOptions & { acceptUrl: string },
): string {
  const response = new VoiceResponse();
  const dial = response.dial({ answerOnBridge: true, callerId, timeout: seconds, action: actionUrl, method: 'POST' });
  const noun = {
    url: acceptUrl,
    method: 'POST',
    statusCallback: statusUrl,
    statusCallbackMethod: 'POST',
    statusCallbackEvent: statusEvents,
  };
  for (const number of numbers) dial.number(noun, number);
  return response.toString();
}

/** Nothing more to do on this leg: a called phone is joined with the caller then. */
export function continueCall(): string {
  return new VoiceResponse().toString();
}

const maxMessageSeconds = 180;
const silenceTimeoutSeconds = 8;

/** Says `words`, beeps, and records what the caller says. */
export function recordVoicemail(
  words: string,
  language: keyof typeof voices,
  { actionUrl, recordingUrl }: { actionUrl: string; recordingUrl: string },
): string {
  const response = new VoiceResponse();
  response.say(voices[language], words);
  response.record({
    action: actionUrl,
    method: 'POST',
    maxLength: maxMessageSeconds,
    timeout: silenceTimeoutSeconds,
    playBeep: true,
    finishOnKey: '#',
    recordingStatusCallback: recordingUrl,
    recordingStatusCallbackMethod: 'POST',
    recordingStatusCallbackEvent: ['completed', 'absent'],
  });
  response.hangup();
  return response.toString();
}

/** Says `words`, then ends the call. */
export function sayAndHangUp(words: string, language: keyof typeof voices): string {
  const response = new VoiceResponse();
  response.say(voices[language], words);
  response.hangup();
  return response.toString();
}

/** Says `words`, after a moment says them again, then ends the call. */
export function sayTwice(words: string, language: keyof typeof voices): string {
  const response = new VoiceResponse();
  response.say(voices[language], words);
  response.pause({ length: 1 });
  response.say(voices[language], words);
  response.hangup();
  return response.toString();
}

/** How long the agent has to press a key after each time they were asked. */
const pressSeconds = 5;

/** Says `words` twice and waits for one key; without one the call ends. */
export function gatherKey({ words, language, pressedUrl }: { words: string; language: keyof typeof voices; pressedUrl: string }): string {
  const response = new VoiceResponse();
  for (let times = 0; times < 2; times += 1) {
    const gather = response.gather({ input: ['dtmf'], numDigits: 1, timeout: pressSeconds, action: pressedUrl, method: 'POST' });
    gather.say(voices[language], words);
  }
  response.hangup();
  return response.toString();
}

export function hangUpTwiml(): string {
  const response = new VoiceResponse();
  response.hangup();
  return response.toString();
}
