/** "Which country?": the likeliest countries of a number, one press each. After the press the card is ready to call. */
import { useEffect } from 'preact/hooks';
import type { Country } from '../../shared/phone-number.ts';
import type { Card } from '../state/app-state.ts';
import { announce } from '../ui/app/announce.tsx';
import { sendCommand } from '../ui/app/send-command.ts';
import { text } from '../ui/app/text.ts';
import { countryName, CountryTag } from '../ui/numbers/country.tsx';
import { clickUnlessCovered } from '../ui/visibility/guarded-click.ts';
import { pickedCountry } from './card-store.ts';

export function AskCountry({ ask: { countries, forSite } }: { ask: NonNullable<Card['ask']> }) {
  useEffect(() => announce(text('cardWhichCountry')), []);
  const choose = (country: Country) => {
    pickedCountry.value = country;
    if (forSite) void sendCommand({ command: 'rememberCountry', country });
  };
  return (
    <div class="ask-country" role="group" aria-labelledby="ask-country">
      <h2 id="ask-country">{text('cardWhichCountry')}</h2>
      {countries.map((country, i) => (
        <button
          key={country}
          type="button"
          class="button wide"
          data-first={i === 0 || undefined}
          onClick={clickUnlessCovered(() => choose(country))}
        >
          <CountryTag code={country} />
          {countryName(country)}
        </button>
      ))}
      {forSite && <p class="call-notice">{text('cardAskedForSite')}</p>}
    </div>
  );
}
