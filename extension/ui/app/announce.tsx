/** What is spoken: one polite and one assertive live region per surface. */
import { signal } from '@preact/signals';

const polite = signal('');
const assertive = signal('');

/** Says `message` once; `now` interrupts what is being spoken. */
export function announce(message: string, when: 'soon' | 'now' = 'soon'): void {
  const region = when === 'now' ? assertive : polite;
  // A region speaks only when its text changes: the same message twice need a difference that is not heard.
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
