/** One end of an audio path: its frames can be listened to, and sounds can be played to it. */
import { silence, type Frame, type Sound } from './frame.ts';

/** The side a call works with. */
export type AudioEnd = {
  /** Calls the listener with each frame from this end, until the returned function is called. */
  onFrame: (listener: (frame: Frame) => void) => () => void;
  /** Calls the listener with each key pressed at this end (0-9 * # A-D), until the returned function is called. */
  onKey: (listener: (key: string) => void) => () => void;
  /** Plays a sound to this end and replaces the one before; resolves when the sound is over or replaced. */
  play: (sound: Sound) => Promise<void>;
  /** Calls the listener with each frame that is played to this end, until the returned function is called. */
  onSentFrame: (listener: (frame: Frame) => void) => () => void;
  /** Silence is played to this end again. No-op when `only` is given and another sound has replaced it. */
  stopPlaying: (only?: Sound) => void;
  /** Delivers a key pressed at the other side to this end. */
  sendKey: (key: string) => void;
};

/** The side that the owner of the end (a browser leg, a simulated phone) works with. */
export type AudioEndControl = {
  emitFrame: (frame: Frame) => void;
  emitKey: (key: string) => void;
  /** Plays a short sound over the one that is playing, which then continues. */
  interrupt: (sound: Sound) => void;
  /** To be called once every 20 ms. */
  tick: () => void;
};

/** Receives the frames and keys that the other side sends to this end. */
type Receiver = { receiveFrame: (frame: Frame) => void; receiveKey: (key: string) => void };

export function createAudioEnd({ receiveFrame, receiveKey }: Receiver): AudioEnd & AudioEndControl {
  const frameListeners = new Set<(frame: Frame) => void>();
  const sentListeners = new Set<(frame: Frame) => void>();
  const keyListeners = new Set<(key: string) => void>();
  let playing: { sound: Sound; resolve(): void } | undefined;
  let interruption: Sound | undefined;

  function replace(next: typeof playing): void {
    const previous = playing;
    playing = next;
    previous?.resolve();
  }

  return {
    onFrame(listener) {
      frameListeners.add(listener);
      return () => frameListeners.delete(listener);
    },
    onKey(listener) {
      keyListeners.add(listener);
      return () => keyListeners.delete(listener);
    },
    onSentFrame(listener) {
      sentListeners.add(listener);
      return () => sentListeners.delete(listener);
    },
    play: (sound) => new Promise((resolve) => replace({ sound, resolve })),
    stopPlaying(only) {
      if (only === undefined || playing?.sound === only) replace(undefined);
    },
    sendKey: receiveKey,
    emitFrame(frame) {
      for (const listener of frameListeners) listener(frame);
    },
    emitKey(key) {
      for (const listener of keyListeners) listener(key);
    },
    interrupt(sound) {
      interruption = sound;
    },
    tick() {
      const frame = playing?.sound();
      if (playing && !frame) replace(undefined);
      const interrupting = interruption?.();
      if (!interrupting) interruption = undefined;
      const sent = interrupting ?? frame ?? silence;
      for (const listener of sentListeners) listener(sent);
      receiveFrame(sent);
    },
  };
}

/** An end without an owner: it emits nothing, and what is played to it is dropped. */
export function createSilentAudioEnd(): AudioEnd {
  return createAudioEnd({ receiveFrame: () => undefined, receiveKey: () => undefined });
}
