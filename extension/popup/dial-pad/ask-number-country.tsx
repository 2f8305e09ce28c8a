/** "Which country?" under the number field, for a number of the page whose country is not sure. */
import { useEffect, useState } from 'preact/hooks';
import type { Country } from '../../../shared/phone-number.ts';
import { announce } from '../../ui/app/announce.tsx';
import { text } from '../../ui/app/text.ts';
import { countryName, CountryTag } from '../../ui/numbers/country.tsx';
import { CountryPicker } from '../../ui/numbers/country-picker.tsx';

type Props = { countries: readonly Country[]; onChoose: (country: Country) => void; onDone: () => void };

export function AskNumberCountry({ countries, onChoose, onDone }: Props) {
  const [choosing, setChoosing] = useState(countries.length === 0);
  useEffect(() => announce(text('cardWhichCountry')), []);
  const choose = (country: Country) => {
    onChoose(country);
    onDone();
  };
  if (choosing) return <CountryPicker onChoose={choose} onLeave={() => setChoosing(false)} />;
  return (
    <div class="ask-number-country" role="group" aria-labelledby="ask-number-country">
      <span id="ask-number-country">{text('cardWhichCountry')}</span>
      {countries.map((country) => (
        <button key={country} type="button" class="button" onClick={() => choose(country)}>
          <CountryTag code={country} />
          {countryName(country)}
        </button>
      ))}
      <button type="button" class="link" onClick={() => setChoosing(true)}>
        {text('anotherCountry')}
      </button>
    </div>
  );
}
