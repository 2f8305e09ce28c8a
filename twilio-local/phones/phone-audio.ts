/** The audio of a simulated phone: it measures and passes on the frames it receives, and answers each with one of its own. */
import { createAudioMeter, type AudioMeter } from '../audio/audio-meter.ts';
import type { Frame } from '../audio/frame.ts';
import { createAudioSource, type AudioSource } from './audio-source.ts';
import type { Behaviour } from './behaviour.ts';

export type PhoneAudio = {
  readonly source: AudioSource;
  readonly meter: AudioMeter;
  /** Calls the listener with every frame that the phone receives, until the returned function is called. */
  onFrame(listener: (frame: Frame) => void): () => void;
  /** Takes a received frame; gives the frame to send. */
  exchange(behaviour: Behaviour, received: Frame): Frame;
};

export function createPhoneAudio(): PhoneAudio {
  const listeners = new Set<(frame: Frame) => void>();
  const source = createAudioSource();
  const meter = createAudioMeter();
  return {
    source,
    meter,
    onFrame(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    exchange(behaviour, received) {
      meter.measure(received);
      for (const listener of listeners) listener(received);
      return source.nextFrame(behaviour, received);
    },
  };
}
