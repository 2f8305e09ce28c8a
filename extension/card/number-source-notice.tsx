/** Shows the written number, the source of its country and Change, wherever the called number differs from the written one. */
import { useState } from 'preact/hooks';
import { type Country, isCountry } from '../../shared/phone-number.ts';
import type { Card } from '../state/app-state.ts';
import { sendCommand } from '../ui/app/send-command.ts';
import { countryName } from '../ui/numbers/country.tsx';
import { CountryPicker } from '../ui/numbers/country-picker.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { PhoneNumber, WrittenNumber } from '../ui/numbers/phone-number.tsx';
import { richText, text, type TextKey } from '../ui/app/text.ts';
import type { CountrySource } from './number-reading.ts';
import { pickedCountry, numberReading } from './card-store.ts';

const sourceKeys: Record<CountrySource, TextKey> = {
  number: 'cardSaysNumber',
  picked: 'cardSaysPicked',
  site: 'cardSaysSite',
  learned: 'cardSaysLearned',
  default: 'cardSaysDefault',
  browser: 'cardSaysBrowser',
  page: 'cardSaysPage',
};

export function NumberSourceNotice({ card }: { card: Card }) {
  const [changing, setChanging] = useState(false);
  const shown = numberReading.value;
  if (!shown) return null;
  if (changing) return <ChangeCountry onDone={() => setChanging(false)} />;
  const change = (
    <button type="button" class="link" onClick={() => setChanging(true)}>
      {text('change')}
    </button>
  );
  const other = shown.other && <SwitchCountry country={shown.other} />;
  if (shown.is !== 'read') {
    return (
      <p class="number-source-notice">
        {shown.is === 'unsure' ? text('cardCountryUnsure') : null} {change}
        {other}
      </p>
    );
  }
  const { mismatch, source, sameAsWritten } = shown;
  if (mismatch) {
    const parts = { text: <PhoneNumber value={mismatch.text} />, link: <PhoneNumber value={mismatch.link} /> };
    return (
      <p class="number-source-notice differs">
        <Icon name="alert" size={18} />
        <span>{richText('cardLinkDiffers', parts)}</span>
      </p>
    );
  }
  if (source === 'number' && sameAsWritten) return null;
  // The text of the link is words.
  if (source === 'number' && !/\p{Nd}/u.test(card.written)) return <p class="number-source-notice">{text('cardSaysLink')}</p>;
  return (
    <p class="number-source-notice">
      {richText(sourceKeys[source], { written: <WrittenNumber value={card.written} /> })} {source !== 'number' && change}
      {source === 'picked' && pickedCountry.value ? <RememberCountry country={pickedCountry.value} /> : other}
    </p>
  );
}

/** Switches this number and the whole site to the likeliest other country. */
function SwitchCountry({ country }: { country: Country }) {
  const choose = () => {
    pickedCountry.value = country;
    void sendCommand({ command: 'rememberCountry', country });
  };
  return (
    <button type="button" class="link other" onClick={choose}>
      {text('cardReadHereAs', { country: countryName(country) })}
    </button>
  );
}

/** Saves the chosen country for the site when the checkbox was not ticked. */
function RememberCountry({ country }: { country: Country }) {
  return (
    <button type="button" class="link other" onClick={() => void sendCommand({ command: 'rememberCountry', country })}>
      {text('cardRemember')}
    </button>
  );
}

function ChangeCountry({ onDone }: { onDone: () => void }) {
  const [remember, setRemember] = useState(false);
  return (
    <div class="number-source-notice">
      <CountryPicker
        onChoose={(country) => {
          if (!isCountry(country)) return;
          pickedCountry.value = country;
          if (remember) void sendCommand({ command: 'rememberCountry', country });
          onDone();
        }}
        onLeave={onDone}
      />
      <label class="remember">
        <input type="checkbox" checked={remember} onChange={(event) => setRemember(event.currentTarget.checked)} />
        {text('cardRemember')}
      </label>
    </div>
  );
}
