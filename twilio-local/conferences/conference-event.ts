/** The events of a conference, and why it ends: https://www.twilio.com/docs/voice/twiml/conference#attributes-statusCallbackEvent */
import type { LeaveReason, Participant } from './participant.ts';

export type EndReason =
  | 'conference-ended-via-api'
  | 'participant-with-end-conference-on-exit-left'
  | 'participant-with-end-conference-on-exit-kicked'
  | 'last-participant-kicked'
  | 'last-participant-left';

export type ConferenceEvent =
  | { is: 'conference-start' }
  | { is: 'conference-end'; reason: EndReason; by: Participant | undefined }
  | { is: 'participant-leave'; participant: Participant; reason: LeaveReason }
  | {
      is: 'participant-join' | 'participant-mute' | 'participant-unmute' | 'participant-hold' | 'participant-unhold' | 'participant-modify';
      participant: Participant;
    };
