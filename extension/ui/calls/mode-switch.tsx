/** Browser or own phone, shown only where the backend can do both. */
import { changeSettings } from '../../state/settings-store.ts';
import { Segmented } from '../controls/segmented.tsx';
import { appState, settings } from '../app/signals.ts';
import { text } from '../app/text.ts';

export function hasBothModes(): boolean {
  const modes = appState.value.agent?.modes;
  return modes !== undefined && modes.browser && modes.phone;
}

type Props = {
  /** The accessible name; the default is that of the call form. */
  name?: string;
  onSave?: (saved: Promise<unknown>) => void;
};

export function ModeSwitch({ name = text('modeName'), onSave }: Props) {
  if (!hasBothModes()) return null;
  return (
    <Segmented
      name={name}
      value={settings.value.mode}
      choices={[
        { value: 'browser', label: text('modeBrowser'), icon: 'browser' },
        { value: 'phone', label: text('modePhone'), icon: 'mobile' },
      ]}
      onChoose={(mode) => {
        const saved = changeSettings({ mode });
        onSave?.(saved);
      }}
    />
  );
}
