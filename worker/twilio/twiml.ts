/** TwiML documents: Twilio's instructions for a call. */
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';

/** Arabic voices and the language that each needs: https://www.twilio.com/docs/voice/twiml/say/text-speech#available-voices-and-languages */
export const arabicVoices = {
  'Polly.Hala-Neural': 'ar-AE',
  'Polly.Zayd-Neural': 'ar-AE',
  'Polly.Zeina': 'arb',
  'Google.ar-XA-Wavenet-A': 'ar-XA',
  'Google.ar-XA-Wavenet-B': 'ar-XA',
  'Google.ar-XA-Wavenet-C': 'ar-XA',
  'Google.ar-XA-Wavenet-D': 'ar-XA',
} as const;
export type ArabicVoice = keyof typeof arabicVoices;

/** A sentence and the voice that says it; without an Arabic voice the sentence is English. */
export type Prompt = { text: string; arabicVoice: ArabicVoice | null };

/** How long a called phone rings before the call counts as not answered. */
const ringSeconds = 30;
const statusEvents: ('initiated' | 'ringing' | 'answered' | 'completed')[] = ['initiated', 'ringing', 'answered', 'completed'];

type DialOptions = {
  callerId: string;
  /** Twilio ends the conversation after this time; by itself only after four hours. */
  timeLimitSeconds: number;
  /** Receives the status callbacks of the dialled legs. */
  statusUrl: string;
  /** Serves the TwiML that follows `<Dial>`. */
  actionUrl: string;
};

/** Every `<Dial>` has a time limit: a conversation costs by the minute, and a lost browser does not end one. */
function addDial(
  response: VoiceResponse,
  { callerId, seconds, actionUrl, timeLimitSeconds, announcement }: Omit<RingOptions, 'statusUrl'>,
) {
  if (announcement) say(response, announcement);
  return response.dial({
    answerOnBridge: true,
    callerId,
    timeout: seconds,
    timeLimit: Math.floor(timeLimitSeconds),
    action: actionUrl,
    method: 'POST',
  });
}

/**
 * Rings `number`; the agent hears real ringing until the callee answers. `ext` is keyed after the answer. The callee hears the
 * TwiML at `announcementUrl` before they are connected, and the agent rings on meanwhile.
 */
export function dialNumber({
  number,
  statusUrl,
  ext,
  announcementUrl,
  ...options
}: DialOptions & { number: string; ext?: string; announcementUrl?: string | undefined }): string {
  const response = new VoiceResponse();
  const dial = addDial(response, { ...options, seconds: ringSeconds });
  dial.number(
    {
      statusCallback: statusUrl,
      statusCallbackMethod: 'POST',
      statusCallbackEvent: statusEvents,
      ...(announcementUrl === undefined ? {} : { url: announcementUrl, method: 'POST' }),
      // Each "w" waits half a second, until the switchboard accepts keys.
      ...(ext ? { sendDigits: `ww${ext}` } : {}),
    },
    number,
  );
  return response.toString();
}

/** A browser to ring, and the custom parameters of its invitation. */
export type ClientToRing = { identity: string; parameters: Record<string, string> };

/** `callerId` is one of our numbers: without one Twilio rejects a client's leg. https://www.twilio.com/docs/api/errors/13214 */
type RingOptions = DialOptions & {
  seconds: number;
  /** Said to the caller before anything rings; it answers their leg. */
  announcement?: Prompt | undefined;
};

/** Rings at most ten browsers at once; the first to answer gets the caller. Until then the caller hears ringing and pays nothing. */
export function ringClients(clients: readonly ClientToRing[], { statusUrl, ...options }: RingOptions): string {
  const response = new VoiceResponse();
  const dial = addDial(response, options);
  for (const { identity, parameters } of clients) {
    const client = dial.client({ statusCallback: statusUrl, statusCallbackMethod: 'POST', statusCallbackEvent: statusEvents });
    client.identity(identity);
    for (const [name, value] of Object.entries(parameters)) client.parameter({ name, value });
  }
  return response.toString();
}

/**
 * Rings phones at once. The first pick-up ends the other legs and runs the TwiML at `acceptUrl`; only its end without a
 * hang-up connects the caller. https://www.twilio.com/docs/voice/twiml/number
 */
export function ringPhones(numbers: readonly string[], { statusUrl, acceptUrl, ...options }: RingOptions & { acceptUrl: string }): string {
  const response = new VoiceResponse();
  const dial = addDial(response, options);
  const attributes = {
    url: acceptUrl,
    method: 'POST',
    statusCallback: statusUrl,
    statusCallbackMethod: 'POST',
    statusCallbackEvent: statusEvents,
  };
  for (const number of numbers) dial.number(attributes, number);
  return response.toString();
}

/**
 * Puts the leg into a conference; nobody hears a beep, or music before the other leg is in.
 * @param endsOnExit the end of this leg ends the conference, as that of a plain `<Dial>`.
 */
export function joinConference(
  name: string,
  { statusUrl, timeLimitSeconds, endsOnExit }: { statusUrl: string; timeLimitSeconds: number; endsOnExit: boolean },
): string {
  const response = new VoiceResponse();
  response.dial({ timeLimit: timeLimitSeconds }).conference(
    {
      beep: 'false',
      startConferenceOnEnter: true,
      endConferenceOnExit: endsOnExit,
      waitUrl: '',
      statusCallback: statusUrl,
      statusCallbackMethod: 'POST',
      statusCallbackEvent: ['start', 'end'],
    },
    name,
  );
  return response.toString();
}

/** Says the prompt to a phone that was dialled; its end connects the phone with the caller. */
export function sayAndContinue(prompt: Prompt): string {
  const response = new VoiceResponse();
  say(response, prompt);
  return response.toString();
}

/** An empty document: the end of the TwiML at `acceptUrl`, after which Twilio connects the phone with the caller. */
export function continueCall(): string {
  return new VoiceResponse().toString();
}

const maxMessageSeconds = 180;
const silenceTimeoutSeconds = 8;

/** Says the prompt, beeps, and records the caller's message. */
export function recordVoicemail(prompt: Prompt, { actionUrl, recordingUrl }: { actionUrl: string; recordingUrl: string }): string {
  const response = new VoiceResponse();
  say(response, prompt);
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

export function sayAndHangUp(prompt: Prompt): string {
  const response = new VoiceResponse();
  say(response, prompt);
  response.hangup();
  return response.toString();
}

/** Says the prompt twice, one second apart, then ends the call. */
export function sayTwice(prompt: Prompt): string {
  const response = new VoiceResponse();
  say(response, prompt);
  response.pause({ length: 1 });
  say(response, prompt);
  response.hangup();
  return response.toString();
}

/** How long the callee has to press a key after each prompt. */
const keyTimeoutSeconds = 5;

/** Says the prompt up to `times` and waits for one key, which is posted to `pressedUrl`; without a key the call ends. */
export function gatherKey(prompt: Prompt, pressedUrl: string, { times = 2, timeoutSeconds = keyTimeoutSeconds } = {}): string {
  const response = new VoiceResponse();
  for (let said = 0; said < times; said += 1) {
    say(response.gather({ input: ['dtmf'], numDigits: 1, timeout: timeoutSeconds, action: pressedUrl, method: 'POST' }), prompt);
  }
  response.hangup();
  return response.toString();
}

export function hangUpTwiml(): string {
  const response = new VoiceResponse();
  response.hangup();
  return response.toString();
}

function say(verb: Pick<VoiceResponse, 'say'>, { text, arabicVoice }: Prompt): void {
  verb.say(arabicVoice ? { language: arabicVoices[arabicVoice], voice: arabicVoice } : { language: 'en-US' }, text);
}
