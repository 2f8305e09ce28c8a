/** The participants of a conference with their audio. */
import { createMixer, type Mixer } from '../audio/mixer.ts';
import { beep } from '../audio/sounds.ts';
import { openParticipantAudio, type ParticipantAudio } from './participant-audio.ts';
import { hears, type MusicPlayer, type Participant } from './participant.ts';

export type Roster = {
  readonly mixer: Mixer<Participant>;
  /** Joined or being dialled, in order. */
  all(): Participant[];
  joined(): Participant[];
  /** Adds a participant without audio. */
  expect(participant: Participant): void;
  join(participant: Participant, playMusic: MusicPlayer, onWaitFailure: () => void): void;
  remove(participant: Participant): void;
  /** A participant who is alone hears the music for waiting participants, and so does everyone before the start. */
  refreshAudio(isStarted: boolean): void;
  beepToAllBut(participant: Participant): void;
};

export function createRoster(): Roster {
  const audioOf = new Map<Participant, ParticipantAudio | undefined>();
  const mixer = createMixer<Participant>(hears);
  const joined = () => [...audioOf.keys()].filter((each) => audioOf.get(each) !== undefined);
  return {
    mixer,
    all: () => [...audioOf.keys()],
    joined,
    expect: (participant) => void audioOf.set(participant, undefined),
    join: (participant, playMusic, onWaitFailure) =>
      void audioOf.set(participant, openParticipantAudio(participant, mixer, playMusic, onWaitFailure)),
    remove(participant) {
      audioOf.get(participant)?.close();
      audioOf.delete(participant);
    },
    refreshAudio(isStarted) {
      const hearsOthers = isStarted && joined().length > 1;
      for (const audio of audioOf.values()) audio?.refresh(hearsOthers);
    },
    beepToAllBut(participant) {
      for (const [each, audio] of audioOf) if (each !== participant) audio?.announce(beep());
    },
  };
}
