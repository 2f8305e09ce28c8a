/** The form for the code that is spoken on the agent's own phone. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { normalizeDigits } from '../../shared/normalize-digits.ts';
import { announce } from '../ui/app/announce.tsx';
import { PhoneNumber } from '../ui/numbers/phone-number.tsx';
import { richText, text } from '../ui/app/text.ts';

type Props = {
  phone: string;
  onCode: (code: string) => Promise<unknown>;
  onAgain: () => Promise<unknown>;
  onOther: () => void;
};

const codeLength = 6;

export function PhoneCodeForm({ phone, onCode, onAgain, onOther }: Props) {
  const [typed, setTyped] = useState('');
  const [asking, setAsking] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    announce(text('ownPhoneCode'));
  }, []);
  const code = normalizeDigits(typed).replace(/\D/g, '');
  const once = async (work: () => Promise<unknown>) => {
    if (asking) return;
    setAsking(true);
    await work();
    setAsking(false);
    setTyped('');
    field.current?.focus();
  };
  const keep = (event: Event) => {
    event.preventDefault();
    if (code.length === codeLength) void once(() => onCode(code));
  };
  return (
    <form class="own-phone" onSubmit={keep}>
      <p id="own-phone-rings">{richText('ownPhoneRings', { number: <PhoneNumber value={phone} /> })}</p>
      <input
        ref={field}
        class="field compact num"
        dir="ltr"
        inputMode="numeric"
        autocomplete="one-time-code"
        maxLength={2 * codeLength}
        aria-label={text('ownPhoneCode')}
        aria-describedby="own-phone-rings"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <div class="buttons">
        <button type="submit" class="button primary" disabled={code.length !== codeLength} aria-busy={asking}>
          {text('ownPhoneKeep')}
        </button>
        <button type="button" class="button" onClick={() => void once(onAgain)}>
          {text('ownPhoneAgain')}
        </button>
        <button type="button" class="button" onClick={onOther}>
          {text('ownPhoneOther')}
        </button>
      </div>
    </form>
  );
}
