/** Browser or own phone, shown only where the backend can do both. */
import { changeSettings } from '../settings.ts';
import { Segmented } from './segmented.tsx';
import { board, settings } from './signals.ts';
import { text } from './text.ts';

export function hasBothModes(): boolean {
  const modes = board.value.agent?.modes;
  return modes !== undefined && modes.browser && modes.phone;
}

export function ModeSwitch() {
  if (!hasBothModes()) return null;
  return (
    <Segmented
      name={text('modeName')}
      value={settings.value.mode}
      choices={[
        { value: 'browser', word: text('modeBrowser'), icon: 'browser' },
        { value: 'phone', word: text('modePhone'), icon: 'mobile' },
      ]}
      onChoose={(mode) => void changeSettings({ mode })}
    />
  );
}
