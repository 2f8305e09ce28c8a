/** Language and theme. */
import { changeSettings } from '../state/settings-store.ts';
import { Segmented } from '../ui/controls/segmented.tsx';
import { settings } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { SettingRow, SettingsSection } from './section.tsx';

export function LookSection() {
  return (
    <SettingsSection id="look" name={text('sectionLook')}>
      <SettingRow title={text('language')} effect={text('languageEffect')}>
        {(_, saving) => (
          <Segmented
            name={text('language')}
            value={settings.value.language}
            choices={[
              { value: 'system', label: text('asBrowser') },
              // Each language is named in itself, for a person who cannot read the other.
              { value: 'en', label: 'English' },
              { value: 'ar', label: 'العربية' },
            ]}
            onChoose={(language) => saving(changeSettings({ language }))}
          />
        )}
      </SettingRow>
      <SettingRow title={text('look')} effect={text('lookEffect')}>
        {(_, saving) => (
          <Segmented
            name={text('look')}
            value={settings.value.look}
            choices={[
              { value: 'system', label: text('asSystem') },
              { value: 'light', label: text('light') },
              { value: 'dark', label: text('dark') },
            ]}
            onChoose={(look) => saving(changeSettings({ look }))}
          />
        )}
      </SettingRow>
    </SettingsSection>
  );
}
