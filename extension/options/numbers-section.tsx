/** How numbers on pages are read, and where. */
import { homeCountry } from '../state/home-country.ts';
import { changeSettings } from '../state/settings-store.ts';
import { CountryExample } from '../ui/numbers/country-example.tsx';
import { CountryField } from '../ui/numbers/country-field.tsx';
import { Segmented } from '../ui/controls/segmented.tsx';
import { appState, settings } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { Row, Section } from './section.tsx';
import { SiteCountries, SitesOff } from './sites.tsx';

export function NumbersSection() {
  const country = homeCountry(settings.value, appState.value.agent, navigator.languages);
  return (
    <Section id="numbers" name={text('sectionNumbers')}>
      <Row title={text('defaultCountry')} effect={<CountryExample country={country} />}>
        {(_, saving) => (
          <CountryField label={text('defaultCountry')} value={country} onChoose={(chosen) => saving(changeSettings({ country: chosen }))} />
        )}
      </Row>
      <Row title={text('showCard')} effect={text('showCardEffect')}>
        {(_, saving) => (
          <Segmented
            name={text('showCard')}
            value={settings.value.openCardOn}
            choices={[
              { value: 'click', word: text('onClick') },
              { value: 'hover', word: text('onHover') },
            ]}
            onChoose={(openCardOn) => saving(changeSettings({ openCardOn }))}
          />
        )}
      </Row>
      <SitesOff />
      <SiteCountries />
    </Section>
  );
}
