/** A field that shows the chosen country and opens the list of all. */
import { getCountryCallingCode } from 'libphonenumber-js/max';
import { useRef, useState } from 'preact/hooks';
import type { Country } from '../../../shared/phone-number.ts';
import { CountryPicker } from './country-picker.tsx';
import { countryName, CountryTag } from './country.tsx';
import { Icon } from '../app/icon.tsx';

type Props = { id?: string; label: string; value: Country; onChoose: (country: Country) => void };

export function CountryField({ id, label, value, onChoose }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const leave = () => {
    setOpen(false);
    // The button is rendered again in the next frame; only then can it be focused.
    requestAnimationFrame(() => button.current?.focus());
  };
  if (open) {
    const choose = (country: Country) => {
      onChoose(country);
      leave();
    };
    return <CountryPicker onChoose={choose} onLeave={leave} />;
  }
  return (
    <button
      ref={button}
      id={id}
      type="button"
      class="field country-field"
      aria-haspopup="listbox"
      aria-expanded="false"
      onClick={() => setOpen(true)}
    >
      <span class="visually-hidden">{label}: </span>
      <CountryTag code={value} />
      {countryName(value)}
      <bdi dir="ltr" class="num">
        +{getCountryCallingCode(value)}
      </bdi>
      <Icon name="down" size={18} />
    </button>
  );
}
