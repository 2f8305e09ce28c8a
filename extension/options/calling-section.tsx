/** Through what the agent talks, where there is a choice. */
import { changeSettings } from '../settings.ts';
import { Segmented } from '../ui/segmented.tsx';
import { hasBothModes } from '../ui/mode-switch.tsx';
import { PhoneNumber } from '../ui/phone-number.tsx';
import { board, settings } from '../ui/signals.ts';
import { text } from '../ui/text.ts';
import { Row, Section } from './section.tsx';

export function CallingSection() {
  const phone = board.value.agent?.phone;
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
      <Row title={text('ownPhone')} effect={text('ownPhoneEffect')}>
        {() => (phone ? <PhoneNumber value={phone} /> : text('ownPhoneNone'))}
      </Row>
    </Section>
  );
}
