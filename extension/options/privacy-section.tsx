/** What Hatif reads, sends and keeps. */
import { text } from '../ui/app/text.ts';
import { Section } from './section.tsx';

export function PrivacySection() {
  return (
    <Section id="privacy" name={text('sectionPrivacy')}>
      <ul class="promises">
        <li>{text('privacyPromise')}</li>
        <li>{text('privacySent')}</li>
        <li>{text('privacyKept')}</li>
      </ul>
    </Section>
  );
}
