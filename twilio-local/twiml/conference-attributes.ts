/** Reads the attributes of <Conference>; a value that Twilio does not allow is a warning, and the default counts. */
import { readConferenceEvents, type ConferenceCallback } from '../conferences/conference-callbacks.ts';
import type { Music, ParticipantSettings } from '../conferences/participant.ts';
import { addressOf, methodOf, numberOf, warn, type Run } from './verb.ts';
import type { Element } from './xml.ts';

/** Codes: https://www.twilio.com/docs/api/errors (13230 to 13235). */
const valueRules = [
  { attribute: 'muted', code: 13230, values: /^(true|false)$/ },
  { attribute: 'endConferenceOnExit', code: 13231, values: /^(true|false)$/ },
  { attribute: 'startConferenceOnEnter', code: 13232, values: /^(true|false)$/ },
  { attribute: 'waitMethod', code: 13234, values: /^(GET|POST)$/i },
  { attribute: 'beep', code: 13235, values: /^(true|false|onEnter|onExit)$/ },
] as const;

function canResolve(run: Run, address: string): boolean {
  return URL.canParse(address, run.url || undefined);
}

function waitMusicOf(run: Run, { waitUrl, waitMethod }: Element['attributes']): Music {
  if (waitUrl === undefined) return 'default';
  if (waitUrl === '') return 'none';
  if (canResolve(run, waitUrl)) return { url: addressOf(run, waitUrl), method: methodOf(waitMethod) };
  warn(run, 13233, `<Conference> has the invalid waitUrl "${waitUrl}".`);
  return 'default';
}

/** Label and coach are checked where they are used. */
export function readSettings(run: Run, noun: Element): ParticipantSettings {
  const attributes = { ...noun.attributes };
  for (const { attribute, code, values } of valueRules) {
    const value = attributes[attribute];
    if (value === undefined || values.test(value)) continue;
    warn(run, code, `<Conference> has the invalid ${attribute} "${value}".`);
    delete attributes[attribute];
  }
  const beep = attributes.beep ?? 'true';
  return {
    label: attributes.participantLabel,
    muted: attributes.muted === 'true',
    beepOnEnter: beep === 'true' || beep === 'onEnter',
    beepOnExit: beep === 'true' || beep === 'onExit',
    startConferenceOnEnter: attributes.startConferenceOnEnter !== 'false',
    endConferenceOnExit: attributes.endConferenceOnExit === 'true',
    waitMusic: waitMusicOf(run, attributes),
    callSidToCoach: attributes.coach,
    coaching: attributes.coach !== undefined,
  };
}

/** Without events nothing is sent: the attribute has no default. */
export function conferenceCallbackOf(run: Run, { attributes }: Element): ConferenceCallback | undefined {
  const { statusCallback, statusCallbackEvent, statusCallbackMethod } = attributes;
  if (!statusCallback) return undefined;
  return {
    url: addressOf(run, statusCallback),
    method: methodOf(statusCallbackMethod),
    events: readConferenceEvents([statusCallbackEvent]),
  };
}

/** At most 250: https://www.twilio.com/docs/voice/twiml/conference#attributes-maxParticipants */
export const maxParticipantsOf = ({ attributes }: Element) => numberOf(attributes.maxParticipants, 250, 1, 250);
