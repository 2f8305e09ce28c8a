import { expect, test } from 'vitest';
import { createAudioEnd } from './audio-end.ts';
import { bridge } from './bridge.ts';
import { frameSamples, levelOf, type Frame } from './frame.ts';
import { decodeMulaw, encodeMulaw } from './g711.ts';
import { createAudioMeter } from './audio-meter.ts';
import { keyTones, murmur, toneBursts } from './sounds.ts';
import { dominantFrequency } from './spectrum.ts';
import { readWav, writeWav } from './wav.ts';

test('µ-law gives the reference bytes and comes back within its step', () => {
  // Values of ITU-T G.711 table 2a: silence, the loudest of both signs.
  expect([...encodeMulaw(Int16Array.of(0, 32767, -32768))]).toEqual([0xff, 0x80, 0x00]);
  for (const sample of [1, -1, 100, -1000, 5000, -20_000, 32_000]) {
    const [back = 0] = decodeMulaw(encodeMulaw(Int16Array.of(sample)));
    expect(Math.abs(back - sample)).toBeLessThanOrEqual(Math.max(8, Math.abs(sample) * 0.04));
  }
});

test('every µ-law byte survives decoding and encoding', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== 0x7f);
  expect([...encodeMulaw(decodeMulaw(bytes))]).toEqual([...bytes]);
});

test.each([300, 440, 1000, 1500, 3000])('a bursty tone of %i Hz is measured as such', (hz) => {
  const meter = createAudioMeter();
  const sound = toneBursts(hz);
  for (let frame = 0; frame < 100; frame++) meter.measure(decodeMulaw(encodeMulaw(sound() ?? new Int16Array(frameSamples))));
  const { frequency, level, seconds } = meter.read();
  expect(Math.abs(frequency - hz)).toBeLessThanOrEqual(3);
  expect(level).toBeCloseTo(0.2, 1);
  expect(seconds).toBeGreaterThan(0.9);
  meter.reset();
  expect(meter.read()).toEqual({ frequency: 0, tones: [], level: 0, seconds: 0 });
});

test('a mute shows as silence within a second', () => {
  const meter = createAudioMeter();
  const sound = toneBursts(700);
  for (let frame = 0; frame < 60; frame++) meter.measure(sound() ?? new Int16Array(frameSamples));
  for (let frame = 0; frame < 50; frame++) meter.measure(new Int16Array(frameSamples));
  expect(meter.read()).toMatchObject({ frequency: 0, level: 0 });
});

test('a WAV file holds what was written, channel by channel', () => {
  const left = Int16Array.of(1, -2, 3);
  const file = writeWav([left, Int16Array.of(9)]);
  expect([...readWav(file)]).toEqual([1, -2, 3]);
  expect(file.readInt16LE(46)).toBe(9);
  expect(file.readInt16LE(50)).toBe(0);
});

test('a file of another type is refused', () => {
  expect(() => readWav(Buffer.from('ID3 not a wave file at all'))).toThrow('Not a WAV file');
});

test('keys have the two tones of their row and column', () => {
  const sound = keyTones('5');
  const tone = Int16Array.from(Array.from({ length: 8 }, () => [...(sound() ?? [])]).flat());
  expect([770, 1336].some((hz) => Math.abs(dominantFrequency(tone) - hz) < 15)).toBe(true);
});

test('a murmur is as loud as speech and ends on time', () => {
  const sound = murmur(1);
  const frames: Frame[] = [];
  for (let frame = sound(); frame; frame = sound()) frames.push(frame);
  expect(frames).toHaveLength(50);
  expect(Math.max(...frames.map(levelOf))).toBeGreaterThan(0.05);
});

function createTestEnd() {
  const heard: Frame[] = [];
  const keys: string[] = [];
  const end = createAudioEnd({ receiveFrame: (frame) => heard.push(frame), receiveKey: (key) => keys.push(key) });
  return { end, heard, keys };
}

test('a bridge carries sound and keys both ways, and nothing after its end', () => {
  const one = createTestEnd();
  const other = createTestEnd();
  const frame = new Int16Array(frameSamples).fill(7);
  const unbridge = bridge(one.end, other.end);
  for (let tick = 0; tick < 4; tick++) {
    one.end.emitFrame(frame);
    other.end.tick();
  }
  one.end.emitKey('5');
  expect(other.heard.filter(([first]) => first === 7)).toHaveLength(3);
  expect(other.keys).toEqual(['5']);
  unbridge();
  one.end.emitFrame(frame);
  one.end.emitKey('6');
  other.end.tick();
  expect(other.heard.at(-1)?.[0]).toBe(0);
  expect(other.keys).toEqual(['5']);
});
