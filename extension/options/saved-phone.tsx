/** The agent's saved phone, with buttons to change and remove it. */
import { useState } from 'preact/hooks';
import { PhoneNumber } from '../ui/numbers/phone-number.tsx';
import { focusOnMount } from '../ui/controls/focus-on-mount.ts';
import { text } from '../ui/app/text.ts';

type Props = { phone: string; onChange: () => void; onRemove: () => Promise<unknown> };

/** Removing asks for confirmation in place: a removed phone must be verified again. */
export function SavedPhone({ phone, onChange, onRemove }: Props) {
  const [asking, setAsking] = useState(false);
  return (
    <div class="own-phone">
      <p>
        <PhoneNumber value={phone} />
      </p>
      {asking ? (
        <div class="buttons" role="group" aria-label={text('ownPhoneRemove')}>
          <button type="button" class="button small" onClick={() => setAsking(false)} ref={focusOnMount}>
            {text('ownPhoneStay')}
          </button>
          <button type="button" class="button small end" onClick={() => void onRemove().then(() => setAsking(false))}>
            {text('ownPhoneRemoveSure')}
          </button>
        </div>
      ) : (
        <div class="buttons">
          <button type="button" class="button small" onClick={onChange}>
            {text('change')}
          </button>
          <button type="button" class="button small ends" onClick={() => setAsking(true)}>
            {text('ownPhoneRemove')}
          </button>
        </div>
      )}
    </div>
  );
}
