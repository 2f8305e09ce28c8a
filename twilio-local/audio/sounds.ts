/** Generated sounds: tones, keys, ringing, a speech-like murmur, and stored samples. */
import { frameSamples, sampleRate, type Frame, type Sound } from './frame.ts';

/** Builds a sound from its value at each moment: `seconds` since the start to -1..1; undefined ends it. */
function fromWave(wave: (seconds: number) => number | undefined): Sound {
  let position = 0;
  return () => {
    if (wave(position / sampleRate) === undefined) return undefined;
    const frame: Frame = new Int16Array(frameSamples);
    for (let index = 0; index < frameSamples; index++) {
      frame[index] = Math.round((wave((position + index) / sampleRate) ?? 0) * 32767);
    }
    position += frameSamples;
    return frame;
  };
}

const sine = (hz: number, seconds: number) => Math.sin(2 * Math.PI * hz * seconds);

/** An endless tone, 250 ms on and 250 ms off: Chrome's noise suppression removes a steady tone within seconds. */
export function toneBursts(hz: number): Sound {
  return fromWave((seconds) => (seconds % 0.5 < 0.25 ? 0.4 * sine(hz, seconds) : 0));
}

/** The music of conferences: tones of its own, so that a test can tell which music plays. In Hz. */
export const musicHz = {
  /** Twilio's default music for a participant who waits. */
  wait: 330,
  /** Twilio's default music for a participant on hold. */
  hold: 392,
  /** A file of Twilio's music library, such as those of https://twimlets.com/holdmusic. */
  library: 587,
} as const;

/** The tone before a recording: 1000 Hz for a third of a second. */
export function beep(): Sound {
  return fromWave((seconds) => (seconds > 0.34 ? undefined : 0.3 * sine(1000, seconds)));
}

/** North American ringback tone: 440 and 480 Hz, 2 s on, 4 s off. */
export function ringback(): Sound {
  return fromWave((seconds) => (seconds % 6 < 2 ? 0.1 * (sine(440, seconds) + sine(480, seconds)) : 0));
}

/** @param length seconds */
export function pause(length: number): Sound {
  return fromWave((seconds) => (seconds >= length ? undefined : 0));
}

const rows = [697, 770, 852, 941];
const columns = [1209, 1336, 1477, 1633];
const keypad = '123A456B789C*0#D';

/** The two tones of each key in turn (ITU-T Q.23), 160 ms each with 80 ms between. Another character is a pause of 240 ms. */
export function keyTones(keys: string): Sound {
  return fromWave((seconds) => {
    const key = keys[Math.floor(seconds / 0.24)];
    if (key === undefined) return undefined;
    const place = keypad.indexOf(key.toUpperCase());
    if (place < 0 || seconds % 0.24 >= 0.16) return 0;
    return 0.2 * (sine(rows[place >> 2] ?? 0, seconds) + sine(columns[place & 3] ?? 0, seconds));
  });
}

/** Formants of the murmur's vowels, in Hz. */
const vowels = [
  [730, 1090],
  [270, 2290],
  [570, 840],
  [530, 1840],
  [300, 870],
] as const;

/** Four seconds of murmur, computed once because its harmonics are expensive. */
function voiceLoop(): Int16Array {
  const voice = new Int16Array(4 * sampleRate);
  for (let at = 0; at < voice.length; at++) {
    const seconds = at / sampleRate;
    if (seconds % 2 > 1.75) continue;
    const syllable = Math.floor(seconds * 4);
    const [first, second] = vowels[(syllable * 7) % vowels.length] ?? vowels[0];
    const pitch = 118 + 6 * (syllable % 3);
    let sum = 0;
    for (let harmonic = 1; harmonic <= 20; harmonic++) {
      const hz = pitch * harmonic;
      const strength = 1 / (1 + ((hz - first) / 120) ** 2) + 0.5 / (1 + ((hz - second) / 160) ** 2) + 0.05;
      sum += strength * sine(hz, seconds);
    }
    voice[at] = Math.round(32767 * 0.09 * Math.sin(Math.PI * ((seconds * 4) % 1)) ** 0.6 * sum);
  }
  return voice;
}

let voice: Int16Array | undefined;

/**
 * A voice without words: syllables of changing vowels, four a second, with a breath every two seconds.
 * It replaces speech synthesis, which an offline machine may not have.
 * @param length seconds; endless by default
 */
export function murmur(length = Number.POSITIVE_INFINITY): Sound {
  const loop = (voice ??= voiceLoop());
  let position = 0;
  return () => {
    if (position / sampleRate >= length) return undefined;
    const start = position % loop.length;
    position += frameSamples;
    return loop.slice(start, start + frameSamples);
  };
}

/** Seconds that a person needs to say the text: about 14 characters a second, 0.5 to 60 seconds. */
export function speechSeconds(text: string): number {
  return Math.min(60, Math.max(0.5, text.trim().length / 14));
}

/** Plays stored samples once. */
export function soundFromSamples(samples: Int16Array): Sound {
  let position = 0;
  return () => {
    if (position >= samples.length) return undefined;
    const frame: Frame = new Int16Array(frameSamples);
    frame.set(samples.subarray(position, position + frameSamples));
    position += frameSamples;
    return frame;
  };
}

/** Plays the sounds one after the other. */
export function concatSounds(...sounds: Sound[]): Sound {
  let current = 0;
  return () => {
    for (; current < sounds.length; current++) {
      const frame = sounds[current]?.();
      if (frame) return frame;
    }
    return undefined;
  };
}
