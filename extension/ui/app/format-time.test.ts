import { afterEach, describe, expect, it } from 'vitest';
import { language } from './language.ts';
import {
  formatAgo,
  formatTime,
  formatDay,
  formatDayInSentence,
  formatDuration,
  formatProvenAgo,
  formatRoundedDuration,
  formatTimer,
} from './format-time.ts';

afterEach(() => {
  language.value = 'en';
});

describe('formatTimer', () => {
  it.each([
    [0, '0:00'],
    [7.9, '0:07'],
    [247, '4:07'],
    [3599, '59:59'],
    [3847, '1:04:07'],
    [-3, '0:00'],
  ])('%d s', (seconds, shown) => expect(formatTimer(seconds)).toBe(shown));
});

describe('formatDuration', () => {
  it.each([
    [44, '44 s', '44 ثانية'],
    [120, '2 min', 'دقيقتين'],
    [247, '4 min 7 s', '4 دقائق و7 ثوانٍ'],
    [3720, '1 h 2 min', 'ساعة ودقيقتين'],
  ])('%d s', (seconds, english, arabic) => {
    expect(formatDuration(seconds)).toBe(english);
    language.value = 'ar';
    expect(formatDuration(seconds)).toBe(arabic);
  });
});

it('rounds durations for lists', () => {
  expect(formatRoundedDuration(44)).toBe('44 s');
  expect(formatRoundedDuration(372)).toBe('6 min');
});

describe('the age of a proof', () => {
  const now = Date.parse('2026-11-20T14:30:00Z');
  it('is given in minutes, then hours', () => {
    expect(formatProvenAgo(now - 20_000, now)).toBe('proven just now');
    expect(formatProvenAgo(now - 125_000, now)).toBe('proven 2 min ago');
    expect(formatAgo(now - 7_300_000, now)).toBe('2 h ago');
  });
  it('has Arabic plural forms', () => {
    language.value = 'ar';
    expect(formatProvenAgo(now - 125_000, now)).toBe('تأكّدنا قبل دقيقتين');
  });
});

describe('days', () => {
  const now = new Date(2026, 10, 20, 14, 30).getTime();
  it('are named by how near they are', () => {
    expect(formatDay(new Date(2026, 10, 20, 0, 1).getTime(), now)).toBe('Today');
    expect(formatDay(new Date(2026, 10, 19, 23, 59).getTime(), now)).toBe('Yesterday');
    expect(formatDay(new Date(2026, 10, 17).getTime(), now)).toBe('Tuesday 17 November');
    expect(formatDay(new Date(2025, 0, 5).getTime(), now)).toBe('5 January 2025');
  });
  it('are lower case or short inside a sentence', () => {
    expect(formatDayInSentence(new Date(2026, 10, 20, 0, 1).getTime(), now)).toBe('today');
    expect(formatDayInSentence(new Date(2026, 10, 19, 23, 59).getTime(), now)).toBe('yesterday');
    expect(formatDayInSentence(new Date(2026, 10, 17).getTime(), now)).toBe('17 Nov');
  });
  it('have digits 0 to 9 in Arabic', () => {
    language.value = 'ar';
    expect(formatDay(new Date(2025, 0, 5).getTime(), now)).toMatch(/5.*2025/);
  });
});

it('never shows an invalid date', () => {
  expect(formatTime(NaN)).toBe('–');
});
