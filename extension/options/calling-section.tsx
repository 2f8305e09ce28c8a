/** The mode of calls, where the deployment has both, and the agent's own phone. */
import { hasBothModes, ModeSwitch } from '../ui/calls/mode-switch.tsx';
import { text } from '../ui/app/text.ts';
import { OwnPhone } from './own-phone.tsx';
import { SettingRow, SettingsSection } from './section.tsx';

export function CallingSection() {
  return (
    <SettingsSection id="calling" name={text('sectionCalling')}>
      {hasBothModes() && (
        <SettingRow title={text('callThrough')} effect={text('callThroughEffect')}>
          {(_, saving) => <ModeSwitch name={text('callThrough')} onSave={saving} />}
        </SettingRow>
      )}
      <OwnPhone />
    </SettingsSection>
  );
}
