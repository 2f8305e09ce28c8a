/** Formats times, days and durations. All times are Unix milliseconds, all durations whole seconds. */
import { hour12, locale } from './language.ts';
import { counted, text } from './text.ts';

/** Shown for an invalid time instead of "Invalid Date". */
const unknownTime = '–';

export function formatTime(at: number): string {
  if (!Number.isFinite(at)) return unknownTime;
  return new Intl.DateTimeFormat(locale.value, { hour: hour12 ? 'numeric' : '2-digit', minute: '2-digit', hour12 }).format(at);
}

/** With seconds, for the timeline of one call. */
export function formatTimeWithSeconds(at: number): string {
  if (!Number.isFinite(at)) return unknownTime;
  return new Intl.DateTimeFormat(locale.value, {
    hour: hour12 ? 'numeric' : '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12,
  }).format(at);
}

/** `4:07`, and `1:04:07` from an hour on. */
export function formatTimer(seconds: number): string {
  const [hours, minutes, rest] = splitDuration(seconds);
  return hours ? `${hours}:${twoDigits(minutes)}:${twoDigits(rest)}` : `${minutes}:${twoDigits(rest)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** `4 min 7 s`, `4 دقائق و7 ثوانٍ`. */
export function formatDuration(seconds: number): string {
  const [hours, minutes, rest] = splitDuration(seconds);
  if (hours) return joinDuration(counted('lengthHours', hours), minutes ? counted('lengthMinutes', minutes) : '');
  if (minutes) return joinDuration(counted('lengthMinutes', minutes), rest ? counted('lengthSeconds', rest) : '');
  return counted('lengthSeconds', rest);
}

/** For lists: whole minutes, or seconds below one. */
export function formatRoundedDuration(seconds: number): string {
  return seconds < 60 ? counted('lengthSeconds', Math.max(0, Math.floor(seconds))) : counted('lengthMinutes', Math.round(seconds / 60));
}

/** `2 min ago`; null under a minute, for which callers have a sentence of their own. */
export function formatAgo(at: number, now: number): string | null {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return null;
  return minutes < 60 ? counted('agoMinutes', minutes) : counted('agoHours', Math.floor(minutes / 60));
}

/** The age of the proof of a ready line: `proven 2 min ago`. */
export function formatProvenAgo(provenAt: number, now: number): string {
  const when = formatAgo(provenAt, now);
  return when ? text('provenAgo', { ago: when }) : text('provenNow');
}

/** `Today`, `Yesterday`, the weekday within a week, else the date. */
export function formatDay(at: number, now: number): string {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000);
  if (days === 0) return text('today');
  if (days === 1) return text('yesterday');
  const thisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(locale.value, {
    ...(days > 0 && days < 7 ? { weekday: 'long' } : {}),
    day: 'numeric',
    month: 'long',
    ...(thisYear ? {} : { year: 'numeric' }),
  }).format(at);
}

/** As inside a sentence: `today`, `yesterday`, else the day and the short month. */
export function formatDayInSentence(at: number, now: number): string {
  const days = Math.round((startOfDay(at) - startOfDay(now)) / 86_400_000);
  if (days > -2) return new Intl.RelativeTimeFormat(locale.value, { numeric: 'auto' }).format(days, 'day');
  return new Intl.DateTimeFormat(locale.value, { day: 'numeric', month: 'short' }).format(at);
}

/** Midnight before `at`, in the agent's own time zone. */
export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

function splitDuration(seconds: number): [hours: number, minutes: number, seconds: number] {
  const whole = Math.max(0, Math.floor(seconds));
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
}

function joinDuration(large: string, small: string): string {
  return small ? text('lengthPair', { large, small }) : large;
}
