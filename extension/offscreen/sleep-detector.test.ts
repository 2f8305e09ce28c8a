import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { detectSleep } from './sleep-detector.ts';

const onWake = vi.fn<() => void>();
let page: EventTarget;
let connection: EventTarget;

beforeEach(() => {
  vi.useFakeTimers();
  page = new EventTarget();
  connection = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('navigator', { connection });
  onWake.mockReset();
  detectSleep(onWake);
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

test('a change of the network counts as waking up', () => {
  page.dispatchEvent(new Event('online'));
  connection.dispatchEvent(new Event('change'));
  expect(onWake).toHaveBeenCalledTimes(2);
});
