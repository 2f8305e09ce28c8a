/** A call in a conference, or on its way into one. */
import type { Call } from '../calls/call.ts';

/** `default`: Twilio's own music. `none`: silence. */
export type Music = 'default' | 'none' | { url: string; method: 'GET' | 'POST' };
export type MusicKind = 'wait' | 'hold';

/** Plays music to one call until the returned function is called. `onFailure`: the address gives no music. */
export type MusicPlayer = (music: Music, kind: MusicKind, onFailure: () => void) => () => void;

export type ParticipantSettings = {
  label: string | undefined;
  muted: boolean;
  beepOnEnter: boolean;
  beepOnExit: boolean;
  startConferenceOnEnter: boolean;
  endConferenceOnExit: boolean;
  waitMusic: Music;
  /** The only participant who hears this one. */
  callSidToCoach: string | undefined;
  coaching: boolean;
};

/** https://www.twilio.com/docs/voice/twiml/conference#request-parameters */
export type LeaveReason =
  | 'conference_ended_via_api'
  | 'moderator_ended_conference'
  | 'participant_updated_via_api'
  | 'participant_hung_up'
  | 'participant_add_failed';

export type Participant = ParticipantSettings & {
  readonly call: Call;
  readonly createdAt: Date;
  updatedAt: Date;
  hold: boolean;
  holdMusic: Music;
  /** `connected`: the participant has joined. Before that, REST dials it. */
  status: 'queued' | 'ringing' | 'connected';
  /** Aborted when the participant has left; the reason is a `LeaveReason`. */
  readonly gone: AbortController;
};

export function createParticipant(call: Call, settings: ParticipantSettings, status: 'queued' | 'connected'): Participant {
  const now = new Date();
  return { ...settings, call, createdAt: now, updatedAt: now, hold: false, holdMusic: 'default', status, gone: new AbortController() };
}

/** Whether the conference hears this participant; a coach is heard by one participant alone. */
export function isAudible({ status, muted, hold, coaching }: Participant): boolean {
  return status === 'connected' && !muted && !hold && !coaching;
}

/** Whether `to` hears `from`. */
export function hears(from: Participant, to: Participant): boolean {
  if (isAudible(from)) return true;
  return from.coaching && !from.muted && !from.hold && to.call.sid === from.callSidToCoach;
}
