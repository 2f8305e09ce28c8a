/** What Hatif reads, sends and keeps. */
import { text } from '../ui/app/text.ts';
import { SettingsSection } from './section.tsx';

export function PrivacySection() {
  return (
    <SettingsSection id="privacy" name={text('sectionPrivacy')}>
      <ul class="promises">
        <li>{text('privacyPromise')}</li>
        <li>{text('privacySent')}</li>
        <li>{text('privacyKept')}</li>
      </ul>
    </SettingsSection>
  );
}
