/** One call of a simulated phone: the path of its audio, its script, and the observer of the call. */
import type { AudioClock } from '../audio/audio-clock.ts';
import { createAudioEnd, type AudioEnd, type AudioEndControl } from '../audio/audio-end.ts';
import type { EndpointObserver } from '../calls/call-endpoint.ts';
import type { Behaviour } from './behaviour.ts';
import type { PhoneAudio } from './phone-audio.ts';
import { createScript, type Script, type ScriptedPhone } from './script.ts';

export type Conversation = {
  readonly observer: EndpointObserver;
  readonly audio: AudioEnd & AudioEndControl;
  readonly script: Script;
  /** Starts the audio and the script of the connected call. */
  connect(behaviour: Behaviour): void;
  stop(): void;
};

export function createConversation(
  phone: ScriptedPhone & { audio: PhoneAudio; receiveKey: (key: string) => void },
  audioClock: AudioClock,
  observer: EndpointObserver,
): Conversation {
  let stopTicks: (() => void) | undefined;
  const script = createScript(phone);
  const audio = createAudioEnd({
    receiveFrame: (frame) => audio.emitFrame(phone.audio.exchange(phone.behaviour(), frame)),
    receiveKey: phone.receiveKey,
  });
  return {
    observer,
    audio,
    script,
    connect(behaviour) {
      phone.audio.source.start(behaviour);
      stopTicks = audioClock.onTick(audio.tick);
      script.onConnected();
    },
    stop() {
      stopTicks?.();
      script.stop();
      audio.stopPlaying();
    },
  };
}
