/** A clock time on its own: the half of the day stands where the reader of the language expects it (`1:17 م`, `1:17 pm`). */
import { formatTime, formatTimeWithSeconds } from './format-time.ts';

/** @param at Unix milliseconds. */
export function ClockTime({ at, seconds = false }: { at: number; seconds?: boolean }) {
  // Without `dir`: the direction follows the half of the day. The digits run left to right in both.
  return <bdi class="clock-time">{seconds ? formatTimeWithSeconds(at) : formatTime(at)}</bdi>;
}
