/** Says which site a number in the field is from, and takes the focus from the field, where Enter would call at once. */
import { focusOnMount } from '../../ui/controls/focus-on-mount.ts';
import { text } from '../../ui/app/text.ts';

export function DraftNotice({ host }: { host: string }) {
  return (
    <p class="draft-notice" tabIndex={-1} ref={focusOnMount}>
      {text('draftFrom', { host })}
    </p>
  );
}
