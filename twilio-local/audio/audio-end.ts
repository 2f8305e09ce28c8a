/** One end of a sound path: what it says can be listened to, and it can be made to hear a sound. */
import { silence, type Frame, type Sound } from './frame.ts';

/** The side a call works with. */
export type AudioEnd = {
  /** Hears each frame this end says, until the returned function is called. */
  listen: (listener: (frame: Frame) => void) => () => void;
  /** Hears each key pressed at this end (0-9 * # A-D), until the returned function is called. */
  onKey: (listener: (key: string) => void) => () => void;
  /** Plays a sound to this end instead of whatever it heard; resolves when the sound is over or was replaced. */
  play: (sound: Sound) => Promise<void>;
  /** This end hears silence again. */
  hush: () => void;
  /** A key pressed at the other side arrives here. */
  sendKey: (key: string) => void;
};

/** The side the owner of the end (a browser leg, a simulated phone) works with. */
export type AudioFeed = {
  say: (frame: Frame) => void;
  pressKey: (key: string) => void;
  /** Plays a short sound over what the end hears, which then goes on. */
  interrupt: (sound: Sound) => void;
  /** To be called once every 20 ms. */
  beat: () => void;
};

export function createAudioEnd(owner: { hear: (frame: Frame) => void; hearKey: (key: string) => void }): AudioEnd & AudioFeed {
  const listeners = new Set<(frame: Frame) => void>();
  const keyListeners = new Set<(key: string) => void>();
  let playing: { sound: Sound; over(): void } | undefined;
  let interruption: Sound | undefined;

  function replace(next: typeof playing): void {
    const before = playing;
    playing = next;
    before?.over();
  }

  return {
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onKey(listener) {
      keyListeners.add(listener);
      return () => keyListeners.delete(listener);
    },
    play: (sound) => new Promise((over) => replace({ sound, over })),
    hush: () => replace(undefined),
    sendKey: owner.hearKey,
    say(frame) {
      for (const listener of listeners) listener(frame);
    },
    pressKey(key) {
      for (const listener of keyListeners) listener(key);
    },
    interrupt(sound) {
      interruption = sound;
    },
    beat() {
      const frame = playing?.sound();
      if (playing && !frame) replace(undefined);
      const over = interruption?.();
      if (!over) interruption = undefined;
      owner.hear(over ?? frame ?? silence);
    },
  };
}
