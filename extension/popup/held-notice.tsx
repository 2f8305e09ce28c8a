/** How long the other party has been on hold; not announced every second. */
import { clock } from '../ui/app/clock.ts';
import { formatTimer } from '../ui/app/format-time.ts';
import { text } from '../ui/app/text.ts';

/** `since` in Unix milliseconds. */
export function HeldNotice({ since }: { since: number }) {
  return (
    <p class="held-notice" aria-live="off">
      {text('onHoldFor', { time: formatTimer((clock.value - since) / 1000) })}
    </p>
  );
}
