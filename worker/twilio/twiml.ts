/** What we tell Twilio to do with a call, as TwiML. */
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';

/** How long a called phone rings before the call counts as not answered. */
const ringSeconds = 30;

type Dialling = {
  number: string;
  callerId: string;
  /** Where Twilio tells how the dialled leg is doing. */
  statusUrl: string;
  /** Where Twilio asks what comes next once the dialled leg is over. */
  afterwardsUrl: string;
  /** Keys to press once answered. */
  ext?: string;
};

/** Rings `number`; the agent hears it ring until somebody answers. */
export function dialNumber({ number, callerId, statusUrl, afterwardsUrl, ext }: Dialling): string {
  const response = new VoiceResponse();
  const dial = response.dial({ answerOnBridge: true, callerId, timeout: ringSeconds, action: afterwardsUrl, method: 'POST' });
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

/** Says `words`, then ends the call. */
export function sayAndHangUp(words: string, language: keyof typeof voices): string {
  const response = new VoiceResponse();
  response.say(voices[language], words);
  response.hangup();
  return response.toString();
}

/** How long the agent has to press a key after each time they were asked. */
const pressSeconds = 5;

/** Says `words` twice and waits for one key; without one the call ends. */
export function askForKey({ words, language, pressedUrl }: { words: string; language: keyof typeof voices; pressedUrl: string }): string {
  const response = new VoiceResponse();
  for (let times = 0; times < 2; times += 1) {
    const gather = response.gather({ input: ['dtmf'], numDigits: 1, timeout: pressSeconds, action: pressedUrl, method: 'POST' });
    gather.say(voices[language], words);
  }
  response.hangup();
  return response.toString();
}

export function hangUp(): string {
  const response = new VoiceResponse();
  response.hangup();
  return response.toString();
}
