/** The time as a signal that moves once a second, for timers and for "2 min ago". Unix milliseconds. */
import { signal } from '@preact/signals';

export const clock = signal(Date.now());

export function startClock(): void {
  setInterval(() => (clock.value = Date.now()), 1000);
  // Timers of a hidden page are slowed down: catch up at once when it shows again.
  document.addEventListener('visibilitychange', () => (clock.value = Date.now()));
}
