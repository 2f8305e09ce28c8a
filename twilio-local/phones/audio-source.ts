/** What a simulated phone says: a person's microphone when one is connected, else its script. */
import { silence, type Frame, type Sound } from '../audio/frame.ts';
import { beep, concatSounds, murmur, pause, toneBursts } from '../audio/sounds.ts';
import type { Behaviour } from './behaviour.ts';

export type AudioSource = {
  /** A call begins, or the script changed. */
  start(behaviour: Behaviour): void;
  /** The next frame to say; `heard` is the frame that just arrived. */
  nextFrame(behaviour: Behaviour, heard: Frame): Frame;
  /** A person's microphone: what is pushed is said instead of the script until it is disconnected. */
  connectMicrophone(): { push(frame: Frame): void; disconnect(): void };
  readonly hasMicrophone: boolean;
};

function scriptedSound(behaviour: Behaviour): Sound | undefined {
  // A machine greets for two seconds, beeps, and listens.
  if (behaviour.answer === 'voicemail') return concatSounds(pause(0.3), murmur(2), beep());
  if (behaviour.audio === 'tone') return toneBursts(behaviour.toneHz);
  return behaviour.audio === 'voice' ? murmur() : undefined;
}

export function createAudioSource(): AudioSource {
  let script: Sound | undefined;
  let microphone: Frame[] | undefined;
  return {
    start(behaviour) {
      script = scriptedSound(behaviour);
    },
    nextFrame(behaviour, heard) {
      if (microphone) return microphone.shift() ?? silence;
      if (behaviour.audio === 'echo' && behaviour.answer !== 'voicemail') return heard.slice();
      return script?.() ?? silence;
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
