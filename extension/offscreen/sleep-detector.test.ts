import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { detectSleep } from './sleep-detector.ts';

const onWake = vi.fn<() => void>();
let page: EventTarget;
let random: number;
let connection: EventTarget & { type?: string };

beforeEach(() => {
  vi.useFakeTimers();
  random = 0;
  page = new EventTarget();
  connection = Object.assign(new EventTarget(), { type: 'wifi' });
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('navigator', { connection });
  onWake.mockReset();
  detectSleep(onWake, () => random);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a clock that jumped between two ticks is a sleep, detected at the next tick, once', () => {
  vi.setSystemTime(Date.now() + 10 * 60_000);
  vi.advanceTimersByTime(10_000);
  expect(onWake).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(60_000);
  expect(onWake).toHaveBeenCalledOnce();
});

test('a timer that is throttled for some seconds is no sleep', () => {
  vi.setSystemTime(Date.now() + 29_000);
  vi.advanceTimersByTime(10_000);
  expect(onWake).not.toHaveBeenCalled();
  vi.setSystemTime(Date.now() + 31_000);
  vi.advanceTimersByTime(10_000);
  expect(onWake).toHaveBeenCalledOnce();
});

test('several changes of the network are one, a minute after the last', () => {
  page.dispatchEvent(new Event('online'));
  vi.advanceTimersByTime(59_000);
  connection.type = 'ethernet';
  connection.dispatchEvent(new Event('change'));
  vi.advanceTimersByTime(59_999);
  expect(onWake).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onWake).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(600_000);
  expect(onWake).toHaveBeenCalledOnce();
});

test('browsers that come back together do not ask together', () => {
  random = 0.999;
  page.dispatchEvent(new Event('online'));
  vi.advanceTimersByTime(89_000);
  expect(onWake).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_000);
  expect(onWake).toHaveBeenCalledOnce();
});

test('a new estimate of the round-trip time is no change of the network', () => {
  connection.dispatchEvent(new Event('change'));
  vi.advanceTimersByTime(600_000);
  expect(onWake).not.toHaveBeenCalled();
  connection.type = 'none';
  connection.dispatchEvent(new Event('change'));
  vi.advanceTimersByTime(60_000);
  expect(onWake).toHaveBeenCalledOnce();
});
