/** Mixes the audio of any number of ends: each hears the sum of those that it may hear. */
import type { AudioEnd } from './audio-end.ts';
import { silence, type Frame, type Sound } from './frame.ts';
import { createJitterBuffer, type JitterBuffer } from './jitter-buffer.ts';

export type MixerMember = {
  /** The mix for this member, without its own voice. */
  readonly sound: Sound;
  /** Plays a short sound into the mix of this member. */
  announce(sound: Sound): void;
  remove(): void;
};

export type Mixer<Key> = {
  /** Adds an end. Its frames and keys reach the others; to play its mix to it is up to the caller. */
  add(key: Key, end: AudioEnd): MixerMember;
  /** Calls the listener with each frame that a member contributes, until the returned function is called. */
  onContribution(listener: (key: Key, frame: Frame) => void): () => void;
};

/** Adds frames sample by sample, limited to 16 bits. */
export function mixFrames(frames: readonly Frame[]): Frame {
  const [first, ...others] = frames;
  if (!first) return silence;
  if (others.length === 0) return first;
  const sums = Float64Array.from(first);
  for (const frame of others) frame.forEach((sample, index) => (sums[index] = (sums[index] ?? 0) + sample));
  return Int16Array.from(sums, (sum) => Math.max(-32768, Math.min(32767, sum)));
}

type Member<Key> = { key: Key; end: AudioEnd; buffers: Map<Key, JitterBuffer>; announcements: Sound[] };

/** Takes the next frame of the first announcement; an announcement that is over is dropped. */
function announcedFrame(announcements: Sound[]): Frame | undefined {
  for (;;) {
    const frame = announcements[0]?.();
    if (frame || announcements.length === 0) return frame;
    announcements.shift();
  }
}

/** @param hears whether `to` may hear `from`; asked for every frame */
export function createMixer<Key>(hears: (from: Key, to: Key) => boolean): Mixer<Key> {
  const members = new Map<Key, Member<Key>>();
  const listeners = new Set<(key: Key, frame: Frame) => void>();

  function mixFor({ key, buffers, announcements }: Member<Key>): Frame {
    const frames: Frame[] = [];
    for (const [from, buffer] of buffers) {
      const frame = buffer.sound() ?? silence;
      if (members.has(from) && hears(from, key)) frames.push(frame);
    }
    const announced = announcedFrame(announcements);
    return mixFrames(announced ? [...frames, announced] : frames);
  }

  function receive(from: Key, frame: Frame): void {
    for (const member of members.values()) {
      if (member.key === from) continue;
      const buffer = member.buffers.get(from) ?? createJitterBuffer();
      member.buffers.set(from, buffer);
      buffer.push(frame);
    }
    for (const listener of listeners) listener(from, frame);
  }

  function receiveKey(from: Key, pressed: string): void {
    for (const { key, end } of members.values()) if (key !== from && hears(from, key)) end.sendKey(pressed);
  }

  return {
    add(key, end) {
      const member: Member<Key> = { key, end, buffers: new Map(), announcements: [] };
      members.set(key, member);
      const unsubscribes = [end.onFrame((frame) => receive(key, frame)), end.onKey((pressed) => receiveKey(key, pressed))];
      return {
        sound: () => mixFor(member),
        announce: (sound) => void member.announcements.push(sound),
        remove() {
          for (const unsubscribe of unsubscribes) unsubscribe();
          members.delete(key);
          for (const other of members.values()) other.buffers.delete(key);
        },
      };
    },
    onContribution(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
