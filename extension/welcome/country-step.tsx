/** The step that sets the country of numbers written without one, and proves that calls reach this browser. */
import { changeSettings } from '../state/settings-store.ts';
import { homeCountry } from '../state/home-country.ts';
import { CountryField } from '../ui/numbers/country-field.tsx';
import { countryName } from '../ui/numbers/country.tsx';
import { CountryExample } from '../ui/numbers/country-example.tsx';
import { RingTest } from '../ui/setup/ring-test.tsx';
import { appState, settings } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';

export function CountryStep({ onDone }: { onDone: () => void }) {
  const country = homeCountry(settings.value, appState.value.agent, navigator.languages);
  // Saves the guessed country too: going on confirms it.
  const keep = () => void changeSettings({ country }).then(onDone);
  return (
    <>
      <div class="country-row">
        <div>
          <p class="field-label">{text('defaultCountry')}</p>
          <CountryField label={text('defaultCountry')} value={country} onChoose={(chosen) => void changeSettings({ country: chosen })} />
        </div>
        <CountryExample country={country} />
      </div>
      <hr />
      <RingTest main />
      <button type="button" class="button main" onClick={keep}>
        {text('welcomeDone')}
      </button>
    </>
  );
}

export function chosenCountry(): string {
  return countryName(homeCountry(settings.value, appState.value.agent, navigator.languages));
}
