/** The duration of a call, updated every second and not announced. */
import { formatTimer } from '../app/format-time.ts';
import { clock } from '../app/clock.ts';

/** `since` in Unix milliseconds. */
export function CallTimer({ since }: { since: number }) {
  return (
    <bdi dir="ltr" class="num timer" role="timer" aria-live="off">
      {formatTimer((clock.value - since) / 1000)}
    </bdi>
  );
}
