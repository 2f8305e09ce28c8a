/** The global shortcuts as they are assigned in Chrome. */
import { useEffect, useState } from 'preact/hooks';
import browser from '../browser.ts';
import { Icon } from '../ui/app/icon.tsx';
import { text, type TextKey } from '../ui/app/text.ts';
import { SettingRow, SettingsSection } from './section.tsx';

const commandLabelKeys: Record<string, TextKey> = {
  _execute_action: 'commandOpen',
  answer: 'commandAnswer',
  'hang-up': 'commandHangUp',
  mute: 'commandMute',
};

export function ShortcutsSection() {
  const [commands, setCommands] = useState<browser.Commands.Command[]>([]);
  useEffect(() => {
    const look = () => void browser.commands.getAll().then(setCommands);
    look();
    // Shortcuts are assigned on a page of Chrome: read them again when this page is shown.
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return (
    <SettingsSection id="shortcuts" name={text('sectionShortcuts')}>
      {commands.map(({ name, shortcut }) => {
        const key = commandLabelKeys[name ?? ''];
        return key && <SettingRow key={name} title={text(key)} children={() => <Keys shortcut={shortcut ?? ''} />} />;
      })}
      <SettingRow title={text('changeShortcuts')} effect={text('changeShortcutsEffect')}>
        {() => (
          <button type="button" class="button" onClick={() => void browser.tabs.create({ url: 'chrome://extensions/shortcuts' })}>
            <Icon name="open" size={18} />
            {text('openShortcuts')}
          </button>
        )}
      </SettingRow>
    </SettingsSection>
  );
}

function Keys({ shortcut }: { shortcut: string }) {
  if (!shortcut) return <span class="effect">{text('notAssigned')}</span>;
  return (
    <span class="keys" dir="ltr">
      {shortcut.split('+').map((key) => (
        <kbd key={key} class="key-cap">
          {key}
        </kbd>
      ))}
    </span>
  );
}
