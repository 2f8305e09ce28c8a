/**
 * The TwiML elements that this local Twilio runs, with their attributes and children.
 * The names are those of `VoiceResponse` in Twilio's helper library 6.2.0; they are case-sensitive.
 */
type ElementRule = {
  attributes: readonly string[];
  children: readonly string[];
};

const words = (text: string) => text.trim().split(/\s+/);
const rule = (attributes: string, children = ''): ElementRule => ({
  attributes: attributes === '' ? [] : words(attributes),
  children: children === '' ? [] : words(children),
});

const prompts = 'Say Play Pause';
const statusCallback = 'statusCallback statusCallbackEvent statusCallbackMethod';
const recordingStatusCallback =
  'recordingStatusCallback recordingStatusCallbackEvent recordingStatusCallbackMethod recordingConfigurationId';

/** SSML in <Say>: https://www.twilio.com/docs/voice/twiml/say/text-speech#use-ssml */
const ssml = words('break emphasis lang p phoneme prosody s say-as sub w');

const rules: Record<string, ElementRule> = {
  Dial: rule(
    `action answerOnBridge callerId events hangupOnStar method passports record recordingTrack referMethod referUrl ringTone sequential
     timeLimit timeout trim ${recordingStatusCallback}`,
    'Number Client Conference Queue Sim Sip Application WhatsApp',
  ),
  Number: rule(
    `amdStatusCallback amdStatusCallbackMethod byoc machineDetection machineDetectionSilenceTimeout machineDetectionSpeechEndThreshold
     machineDetectionSpeechThreshold machineDetectionTimeout method sendDigits url ${statusCallback}`,
  ),
  Conference: rule(
    `beep coach endConferenceOnExit eventCallbackUrl jitterBufferSize maxParticipants muted participantLabel record region
     startConferenceOnEnter trim waitMethod waitUrl ${statusCallback} ${recordingStatusCallback}`,
  ),
  Client: rule(`method url ${statusCallback}`, 'Identity Parameter'),
  Identity: rule(''),
  Parameter: rule('name value'),
  Say: rule('language loop voice', ssml.join(' ')),
  Play: rule('digits loop'),
  Pause: rule('length'),
  Gather: rule(
    `action actionOnEmptyResult bargeIn debug enhanced finishOnKey hints input language maxSpeechTime method numDigits
     partialResultCallback partialResultCallbackMethod profanityFilter speechModel speechTimeout timeout`,
    prompts,
  ),
  Record: rule(`action finishOnKey maxLength method playBeep timeout transcribe transcribeCallback trim ${recordingStatusCallback}`),
  Redirect: rule('method'),
  Reject: rule('reason'),
  Hangup: rule(''),
};

export const verbNames: readonly string[] = words('Dial Say Play Pause Gather Record Redirect Reject Hangup');

export const ruleOf = (name: string): ElementRule | undefined => (Object.hasOwn(rules, name) ? rules[name] : undefined);
