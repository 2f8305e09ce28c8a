/** Through what the agent talks: the choice where there is one, and their own phone. */
import { changeSettings } from '../state/settings-store.ts';
import { Segmented } from '../ui/controls/segmented.tsx';
import { hasBothModes } from '../ui/calls/mode-switch.tsx';
import { settings } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { OwnPhone } from './own-phone.tsx';
import { Row, Section } from './section.tsx';

export function CallingSection() {
  return (
    <Section id="calling" name={text('sectionCalling')}>
      {hasBothModes() && (
        <Row title={text('callThrough')} effect={text('callThroughEffect')}>
          {(_, saving) => (
            <Segmented
              name={text('callThrough')}
              value={settings.value.mode}
              choices={[
                { value: 'browser', word: text('modeBrowser'), icon: 'browser' },
                { value: 'phone', word: text('modePhone'), icon: 'mobile' },
              ]}
              onChoose={(mode) => saving(changeSettings({ mode }))}
            />
          )}
        </Row>
      )}
      <OwnPhone />
    </Section>
  );
}
