/** The number field: Enter calls, Up fills in the last number. */
import type { RefObject } from 'preact';
import { type Country, showNumber } from '../../../shared/phone-number.ts';
import { IconButton } from '../../ui/controls/icon-button.tsx';
import { text } from '../../ui/app/text.ts';
import { numberInPastedText } from '../search/pasted-number.ts';

type Props = {
  field: RefObject<HTMLInputElement | null>;
  written: string;
  onWrite: (written: string) => void;
  onCall: () => void;
  lastNumber: () => string | undefined;
  /** For a number in pasted text that is written without its country. */
  region: Country;
};

export function NumberField({ field, written, onWrite, onCall, lastNumber, region }: Props) {
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onCall();
    const last = event.key === 'ArrowUp' && !written && lastNumber();
    if (!last) return;
    event.preventDefault();
    onWrite(showNumber(last));
  };
  const pasted = (event: ClipboardEvent) => {
    const number = numberInPastedText(event.clipboardData?.getData('text') ?? '', region);
    if (!number) return;
    event.preventDefault();
    onWrite(number);
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
        placeholder={text('numberOrNameHint')}
        autocomplete="off"
        value={written}
        onInput={(event) => onWrite(event.currentTarget.value)}
        onKeyDown={pressed}
        onPaste={pasted}
      />
      {written && <IconButton icon="delete" name={text('deleteOne')} onClick={deleteOne} size={20} />}
    </div>
  );
}
