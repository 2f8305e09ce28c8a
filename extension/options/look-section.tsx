/** The language Hatif speaks, and light or dark. */
import { changeSettings } from '../state/settings-store.ts';
import { Segmented } from '../ui/controls/segmented.tsx';
import { settings } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { Row, Section } from './section.tsx';

export function LookSection() {
  return (
    <Section id="look" name={text('sectionLook')}>
      <Row title={text('language')} effect={text('languageEffect')}>
        {(_, saving) => (
          <Segmented
            name={text('language')}
            value={settings.value.language}
            choices={[
              { value: 'system', word: text('asBrowser') },
              // Each language by its own name, for whoever cannot read the other.
              { value: 'en', word: 'English' },
              { value: 'ar', word: 'العربية' },
            ]}
            onChoose={(language) => saving(changeSettings({ language }))}
          />
        )}
      </Row>
      <Row title={text('look')} effect={text('lookEffect')}>
        {(_, saving) => (
          <Segmented
            name={text('look')}
            value={settings.value.look}
            choices={[
              { value: 'system', word: text('asSystem') },
              { value: 'light', word: text('light') },
              { value: 'dark', word: text('dark') },
            ]}
            onChoose={(look) => saving(changeSettings({ look }))}
          />
        )}
      </Row>
    </Section>
  );
}
