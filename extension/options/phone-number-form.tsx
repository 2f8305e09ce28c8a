/** The form for the number of the agent's own phone; shows how it is read and has it rung. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Country, readNumber } from '../../shared/phone-number.ts';
import { homeCountry } from '../state/home-country.ts';
import { Icon } from '../ui/app/icon.tsx';
import { NumberPreview } from '../ui/numbers/number-preview.tsx';
import { appState, settings } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';

type Props = {
  focus: boolean;
  onRing: (phone: string) => Promise<unknown>;
  /** Back to the saved phone, if there is one. */
  onLeave?: () => void;
};

export function PhoneNumberForm({ focus, onRing, onLeave }: Props) {
  const [written, setWritten] = useState('');
  const [country, setCountry] = useState<Country | null>(null);
  const [asking, setAsking] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);
  const region = country ?? homeCountry(settings.value, appState.value.agent, navigator.languages);
  const read = readNumber(written, region);
  // A number with a phone extension is refused: the verification call cannot dial one.
  const phone = 'e164' in read && !read.ext ? read.e164 : null;
  const ring = async (event: Event) => {
    event.preventDefault();
    if (!phone || asking) return;
    setAsking(true);
    await onRing(phone);
    setAsking(false);
  };
  return (
    <form class="own-phone" onSubmit={(event) => void ring(event)}>
      <div>
        <input
          ref={field}
          class="field compact num"
          dir="ltr"
          type="tel"
          autocomplete="tel"
          aria-label={text('ownPhoneField')}
          aria-describedby="number-preview"
          placeholder={text('numberHint')}
          value={written}
          onInput={(event) => setWritten(event.currentTarget.value)}
        />
        <NumberPreview written={written} read={read} region={region} onChoose={setCountry} onDone={() => field.current?.focus()} />
      </div>
      <div class="buttons">
        <button type="submit" class="button primary" disabled={phone === null} aria-busy={asking}>
          <Icon name="mobile" size={18} />
          {text('ownPhoneCallMe')}
        </button>
        {onLeave && (
          <button type="button" class="button" onClick={onLeave}>
            {text('ownPhoneStay')}
          </button>
        )}
      </div>
    </form>
  );
}
