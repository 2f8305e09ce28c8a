/** What is spoken: one polite and one assertive live region per surface. */
import { signal } from '@preact/signals';

const polite = signal('');
const assertive = signal('');

/** Says `words` once; `now` interrupts what is being spoken. */
export function announce(words: string, when: 'soon' | 'now' = 'soon'): void {
  const region = when === 'now' ? assertive : polite;
  // A region speaks only when its text changes: the same words twice need a difference that is not heard.
  region.value = region.value === words ? `${words}\u00a0` : words;
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
