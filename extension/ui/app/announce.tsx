/** Live regions for screen readers: one polite and one assertive per surface. */
import { signal } from '@preact/signals';

const polite = signal('');
const assertive = signal('');

/** Announces `message` once; `now` interrupts the current speech. */
export function announce(message: string, when: 'soon' | 'now' = 'soon'): void {
  const region = when === 'now' ? assertive : polite;
  // A live region is read only when its text changes: a repeated message gets an inaudible difference.
  region.value = region.value === message ? `${message}\u00a0` : message;
}

export function LiveRegions() {
  return (
    <>
      <div class="visually-hidden" role="status" aria-live="polite">
        {polite}
      </div>
      <div class="visually-hidden" role="alert" aria-live="assertive">
        {assertive}
      </div>
    </>
  );
}
