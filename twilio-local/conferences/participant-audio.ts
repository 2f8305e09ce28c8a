/** What one participant hears: the mix of the others, or music while it waits or is on hold. */
import type { Mixer, MixerMember } from '../audio/mixer.ts';
import type { Music, MusicKind, MusicPlayer, Participant } from './participant.ts';

export type ParticipantAudio = {
  /** Plays what the participant is to hear now; no-op when it hears that already. */
  refresh(hearsOthers: boolean): void;
  announce: MixerMember['announce'];
  close(): void;
};

type Playing = { is: 'mix' } | { is: MusicKind; music: Music };

const isSame = (one: Playing | undefined, other: Playing) =>
  one?.is === other.is && (one.is === 'mix' || other.is === 'mix' || one.music === other.music);

/** @param onWaitFailure the address of the music for waiting participants gives no music */
export function openParticipantAudio(
  participant: Participant,
  mixer: Mixer<Participant>,
  playMusic: MusicPlayer,
  onWaitFailure: () => void,
): ParticipantAudio {
  const { audio } = participant.call.endpoint;
  const member = mixer.add(participant, audio);
  let playing: Playing | undefined;
  let stop: (() => void) | undefined;

  function wanted(hearsOthers: boolean): Playing {
    if (participant.hold) return { is: 'hold', music: participant.holdMusic };
    return hearsOthers ? { is: 'mix' } : { is: 'wait', music: participant.waitMusic };
  }

  function start(next: Playing): () => void {
    if (next.is !== 'mix') return playMusic(next.music, next.is, next.is === 'wait' ? onWaitFailure : () => undefined);
    void audio.play(member.sound);
    return () => audio.stopPlaying(member.sound);
  }

  return {
    refresh(hearsOthers) {
      const next = wanted(hearsOthers);
      if (isSame(playing, next)) return;
      stop?.();
      playing = next;
      stop = start(next);
    },
    announce: (sound) => member.announce(sound),
    close() {
      stop?.();
      member.remove();
    },
  };
}
