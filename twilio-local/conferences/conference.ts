/** One conference: its participants, what they hear, and its end. */
import type { Mixer } from '../audio/mixer.ts';
import { newSid } from '../sid.ts';
import type { ConferenceEvent, EndReason } from './conference-event.ts';
import type { LeaveReason, MusicPlayer, Participant } from './participant.ts';
import { createRoster } from './roster.ts';

type ParticipantEvent = Extract<ConferenceEvent, { participant: Participant }>;

export type Conference = {
  readonly sid: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly status: 'init' | 'in-progress' | 'completed';
  readonly ended: { reason: EndReason; by: Participant | undefined; at: Date } | undefined;
  readonly mixer: Mixer<Participant>;
  /** Joined or being dialled, in order. */
  participants(): readonly Participant[];
  /** Adds a participant that is dialled and joins later. */
  expect(participant: Participant): void;
  join(participant: Participant, playMusic: MusicPlayer): void;
  /** No-op once the participant has left. `kicked`: REST removed it. */
  leave(participant: Participant, reason: LeaveReason, kicked?: boolean): void;
  /** Reports a changed participant, and plays to everyone what they are to hear now. */
  changed(event: ParticipantEvent): void;
  end(): void;
  subscribe(listener: (event: ConferenceEvent) => void): void;
};

/** The conference starts with two participants, of whom one may start it. */
const mayStart = (joined: readonly Participant[]) => joined.length >= 2 && joined.some((each) => each.startConferenceOnEnter);

type Ending = Pick<Conference, 'status' | 'ended'>;

/** Why the departure of a participant ends the conference; undefined when the conference goes on. */
function endReasonOf({ endConferenceOnExit }: Participant, hadJoined: boolean, kicked: boolean, isEmpty: boolean): EndReason | undefined {
  const manner = kicked ? 'kicked' : 'left';
  if (hadJoined && endConferenceOnExit) return `participant-with-end-conference-on-exit-${manner}`;
  return isEmpty ? `last-participant-${manner}` : undefined;
}

export function createConference(name: string): Conference {
  const roster = createRoster();
  const listeners = new Set<(event: ConferenceEvent) => void>();
  const state: { -readonly [Key in keyof Ending]: Ending[Key] } = { status: 'init', ended: undefined };

  const refreshAudio = () => roster.refreshAudio(state.status === 'in-progress');
  const report = (event: ConferenceEvent) => {
    for (const listener of listeners) listener(event);
  };

  function remove(participant: Participant, reason: LeaveReason): void {
    roster.remove(participant);
    report({ is: 'participant-leave', participant, reason });
    participant.gone.abort(reason);
  }

  function endWith(reason: EndReason, by: Participant | undefined): void {
    if (state.status === 'completed') return;
    state.status = 'completed';
    state.ended = { reason, by, at: new Date() };
    const leaveReason = reason === 'conference-ended-via-api' ? 'conference_ended_via_api' : 'moderator_ended_conference';
    for (const participant of roster.all()) remove(participant, leaveReason);
    report({ is: 'conference-end', reason, by });
  }

  function leave(participant: Participant, reason: LeaveReason, kicked = false): void {
    if (!roster.all().includes(participant)) return;
    const hadJoined = roster.joined().includes(participant);
    remove(participant, reason);
    const endReason = endReasonOf(participant, hadJoined, kicked, roster.all().length === 0);
    if (endReason) return endWith(endReason, participant);
    if (hadJoined && participant.beepOnExit && state.status === 'in-progress') roster.beepToAllBut(participant);
    refreshAudio();
  }

  function join(participant: Participant, playMusic: MusicPlayer): void {
    participant.status = 'connected';
    roster.join(participant, playMusic, () => leave(participant, 'participant_add_failed'));
    report({ is: 'participant-join', participant });
    if (participant.beepOnEnter && state.status === 'in-progress') roster.beepToAllBut(participant);
    if (state.status === 'init' && mayStart(roster.joined())) {
      state.status = 'in-progress';
      report({ is: 'conference-start' });
    }
    refreshAudio();
  }

  function changed(event: ParticipantEvent): void {
    event.participant.updatedAt = new Date();
    report(event);
    refreshAudio();
  }

  const identity = { sid: newSid('CF'), name, createdAt: new Date(), mixer: roster.mixer };
  return Object.assign(state, identity, {
    join,
    leave,
    changed,
    participants: () => roster.all(),
    expect: (participant: Participant) => roster.expect(participant),
    end: () => endWith('conference-ended-via-api', undefined),
    subscribe: (listener: (event: ConferenceEvent) => void) => void listeners.add(listener),
  });
}
