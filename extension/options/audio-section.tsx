/** The devices that calls use. */
import { sendCommand } from '../ui/app/send-command.ts';
import { DeviceSelect } from '../ui/controls/device-select.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { text } from '../ui/app/text.ts';
import { SettingRow, SettingsSection } from './section.tsx';

export function AudioSection() {
  return (
    <SettingsSection id="audio" name={text('audio')}>
      <SettingRow title={text('microphone')} effect={text('microphoneEffect')}>
        {(titleId, saving) => <DeviceSelect kind="audioinput" labelledBy={titleId} onSave={saving} />}
      </SettingRow>
      <SettingRow title={text('speaker')} effect={text('speakerEffect')}>
        {(titleId, saving) => <DeviceSelect kind="audiooutput" labelledBy={titleId} onSave={saving} />}
      </SettingRow>
      <SettingRow title={text('checkMicrophone')} effect={text('checkMicrophoneEffect')}>
        {() => (
          <button
            type="button"
            class="button"
            onClick={() => void sendCommand({ command: 'openPage', page: 'welcome', section: 'microphone' })}
          >
            <Icon name="mic" size={18} />
            {text('checkMicrophone')}
          </button>
        )}
      </SettingRow>
    </SettingsSection>
  );
}
