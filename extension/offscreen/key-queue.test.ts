import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createKeyQueue } from './key-queue.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('keys pressed quickly wait for the tone before them, and none is lost', () => {
  const sent: string[] = [];
  const send = createKeyQueue((keys) => sent.push(keys));
  for (const key of '129#') send(key);
  expect(sent).toEqual(['1']);
  vi.advanceTimersByTime(229);
  expect(sent).toEqual(['1']);
  vi.advanceTimersByTime(1);
  expect(sent).toEqual(['1', '29#']);
  send('5');
  vi.advanceTimersByTime(3 * 230);
  expect(sent).toEqual(['1', '29#', '5']);
});

test('a pause takes its time too', () => {
  const sent: string[] = [];
  const send = createKeyQueue((keys) => sent.push(keys));
  send('ww1');
  send('2');
  vi.advanceTimersByTime(1_229);
  expect(sent).toEqual(['ww1']);
  vi.advanceTimersByTime(1);
  expect(sent).toEqual(['ww1', '2']);
});
