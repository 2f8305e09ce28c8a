/** The number field: Enter calls, Up fills in the last number. */
import type { RefObject } from 'preact';
import { showNumber } from '../../shared/phone-number.ts';
import { IconButton } from '../ui/controls/icon-button.tsx';
import { text } from '../ui/app/text.ts';

type Props = {
  field: RefObject<HTMLInputElement | null>;
  written: string;
  onWrite: (written: string) => void;
  onCall: () => void;
  lastNumber: () => string | undefined;
};

export function NumberField({ field, written, onWrite, onCall, lastNumber }: Props) {
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onCall();
    const last = event.key === 'ArrowUp' && !written && lastNumber();
    if (!last) return;
    event.preventDefault();
    onWrite(showNumber(last));
  };
  const deleteOne = () => {
    onWrite(written.slice(0, -1));
    field.current?.focus();
  };
  return (
    <div class="number-field">
      <input
        ref={field}
        class="field num"
        dir="ltr"
        type="tel"
        aria-label={text('numberField')}
        aria-describedby="number-preview"
        placeholder={text('numberHint')}
        autocomplete="off"
        value={written}
        onInput={(event) => onWrite(event.currentTarget.value)}
        onKeyDown={pressed}
      />
      {written && <IconButton icon="delete" name={text('deleteOne')} onClick={deleteOne} size={20} />}
    </div>
  );
}
