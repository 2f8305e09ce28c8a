/** Through what the agent talks: the choice where there is one, and their own phone. */
import { changeSettings } from '../state/settings-store.ts';
import { Segmented } from '../ui/controls/segmented.tsx';
import { hasBothModes } from '../ui/calls/mode-switch.tsx';
import { settings } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { OwnPhone } from './own-phone.tsx';
import { SettingRow, SettingsSection } from './section.tsx';

export function CallingSection() {
  return (
    <SettingsSection id="calling" name={text('sectionCalling')}>
      {hasBothModes() && (
        <SettingRow title={text('callThrough')} effect={text('callThroughEffect')}>
          {(_, saving) => (
            <Segmented
              name={text('callThrough')}
              value={settings.value.mode}
              choices={[
                { value: 'browser', label: text('modeBrowser'), icon: 'browser' },
                { value: 'phone', label: text('modePhone'), icon: 'mobile' },
              ]}
              onChoose={(mode) => saving(changeSettings({ mode }))}
            />
          )}
        </SettingRow>
      )}
      <OwnPhone />
    </SettingsSection>
  );
}
