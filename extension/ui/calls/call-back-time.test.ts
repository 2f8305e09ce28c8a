import { expect, test } from 'vitest';
import { inAnHour, readLocalTime, tomorrowMorning, writeLocalTime } from './call-back-time.ts';

const evening = new Date(2026, 10, 30, 23, 50, 40, 7).getTime();

test('the field writes and reads the time of the agent', () => {
  expect(writeLocalTime(evening)).toBe('2026-11-30T23:50');
  expect(readLocalTime('2026-11-30T23:50')).toBe(new Date(2026, 10, 30, 23, 50).getTime());
  expect(readLocalTime('')).toBeNull();
  expect(readLocalTime('soon')).toBeNull();
});

test('an hour later and tomorrow morning cross midnight and the end of a month', () => {
  expect(writeLocalTime(inAnHour(evening))).toBe('2026-12-01T00:50');
  expect(inAnHour(evening) % 60_000).toBe(0);
  expect(writeLocalTime(tomorrowMorning(evening))).toBe('2026-12-01T09:00');
});
