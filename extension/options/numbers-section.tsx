/** Settings for reading numbers on pages, and for single sites. */
import { homeCountry } from '../state/home-country.ts';
import { changeSettings } from '../state/settings-store.ts';
import { CountryExample } from '../ui/numbers/country-example.tsx';
import { CountryField } from '../ui/numbers/country-field.tsx';
import { Segmented } from '../ui/controls/segmented.tsx';
import { appState, settings } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { SettingRow, SettingsSection } from './section.tsx';
import { SiteCountries, SitesOff } from './sites.tsx';

export function NumbersSection() {
  const country = homeCountry(settings.value, appState.value.agent, navigator.languages);
  return (
    <SettingsSection id="numbers" name={text('sectionNumbers')}>
      <SettingRow title={text('defaultCountry')} effect={<CountryExample country={country} />}>
        {(_, saving) => (
          <CountryField label={text('defaultCountry')} value={country} onChoose={(chosen) => saving(changeSettings({ country: chosen }))} />
        )}
      </SettingRow>
      <SettingRow title={text('showCard')} effect={text('showCardEffect')}>
        {(_, saving) => (
          <Segmented
            name={text('showCard')}
            value={settings.value.openCardOn}
            choices={[
              { value: 'click', label: text('onClick') },
              { value: 'hover', label: text('onHover') },
            ]}
            onChoose={(openCardOn) => saving(changeSettings({ openCardOn }))}
          />
        )}
      </SettingRow>
      <SitesOff />
      <SiteCountries />
    </SettingsSection>
  );
}
