/** The current time as a signal (Unix ms), updated once a second, for timers and for "2 min ago". */
import { signal } from '@preact/signals';

export const clock = signal(Date.now());

export function startClock(): void {
  setInterval(() => (clock.value = Date.now()), 1000);
  // Chrome throttles the timers of a hidden page: update at once when the page is shown again.
  document.addEventListener('visibilitychange', () => (clock.value = Date.now()));
}
