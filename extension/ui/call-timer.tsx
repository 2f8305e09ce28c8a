/** How long a call has lasted, moving every second and silent for speech. */
import { timer } from './moments.ts';
import { now } from './now.ts';

/** `since` in Unix milliseconds. */
export function CallTimer({ since }: { since: number }) {
  return (
    <bdi dir="ltr" class="num timer" role="timer" aria-live="off">
      {timer((now.value - since) / 1000)}
    </bdi>
  );
}
