/** The audio that a simulated phone sends: a person's microphone while one is connected, else the sound of its behaviour. */
import { silence, type Frame, type Sound } from '../audio/frame.ts';
import { beep, concatSounds, murmur, pause, toneBursts } from '../audio/sounds.ts';
import type { Behaviour } from './behaviour.ts';

export type AudioSource = {
  /** A call begins, or the behaviour changed. */
  start(behaviour: Behaviour): void;
  /** The next frame to send; `received` is the frame that just arrived. */
  nextFrame(behaviour: Behaviour, received: Frame): Frame;
  /** Connects a person's microphone: its frames replace the behaviour's sound until it is disconnected. */
  connectMicrophone(): { push(frame: Frame): void; disconnect(): void };
  readonly hasMicrophone: boolean;
};

function soundOf(behaviour: Behaviour): Sound | undefined {
  // An answering machine greets for two seconds, beeps, and listens.
  if (behaviour.answer === 'voicemail') return concatSounds(pause(0.3), murmur(2), beep());
  if (behaviour.audio === 'tone') return toneBursts(behaviour.toneHz);
  return behaviour.audio === 'voice' ? murmur() : undefined;
}

export function createAudioSource(): AudioSource {
  let sound: Sound | undefined;
  let microphone: Frame[] | undefined;
  return {
    start(behaviour) {
      sound = soundOf(behaviour);
    },
    nextFrame(behaviour, received) {
      if (microphone) return microphone.shift() ?? silence;
      if (behaviour.audio === 'echo' && behaviour.answer !== 'voicemail') return received.slice();
      return sound?.() ?? silence;
    },
    connectMicrophone() {
      const frames: Frame[] = [];
      microphone = frames;
      return {
        push(frame) {
          frames.push(frame);
          if (frames.length > 10) frames.splice(0, frames.length - 3);
        },
        disconnect() {
          if (microphone === frames) microphone = undefined;
        },
      };
    },
    get hasMicrophone() {
      return microphone !== undefined;
    },
  };
}
