import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Call } from '@twilio/voice-sdk';
import type { AudioWarning } from '../protocol/engine-events.ts';
import { watchWarnings } from './call-warnings.ts';

let call: EventEmitter;
let reported: AudioWarning[][];
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  call = new EventEmitter();
  reported = [];
  stop = watchWarnings(call as unknown as Call, (warnings) => reported.push(warnings));
});
afterEach(() => void vi.useRealTimers());

test('warnings come with the gravest first, once each, and go when they are cleared', () => {
  call.emit('warning', 'high-rtt', {});
  call.emit('warning', 'high-packet-loss', {});
  call.emit('warning', 'high-packets-lost-fraction', {});
  call.emit('warning-cleared', 'high-packet-loss');
  call.emit('warning-cleared', 'high-packets-lost-fraction');
  call.emit('warning-cleared', 'high-rtt');
  expect(reported).toEqual([['slow-network'], ['packets-lost', 'slow-network'], ['slow-network'], []]);
});

test('a warning without words of its own is not reported', () => {
  call.emit('warning', 'low-mos', {});
  expect(reported).toEqual([]);
});

test('three seconds without a sound are reported, and end with the first one', () => {
  call.emit('accept');
  for (let at = 0; at < 3_000; at += 50) {
    call.emit('volume', 0.5, 0);
    vi.advanceTimersByTime(50);
  }
  expect(reported).toEqual([['nothing-heard']]);
  call.emit('volume', 0, 0.01);
  expect(reported.at(-1)).toEqual([]);
});

test('a side that was heard may be silent later', () => {
  call.emit('accept');
  call.emit('volume', 0, 0.2);
  vi.advanceTimersByTime(60_000);
  expect(reported).toEqual([]);
});

test('after the end of the call nothing is reported', () => {
  call.emit('accept');
  stop();
  vi.advanceTimersByTime(60_000);
  expect(reported).toEqual([]);
});
