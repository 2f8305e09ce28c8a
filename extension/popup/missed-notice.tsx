/** How many calls were missed since the log was last opened, with the way there. */
import { sendCommand } from '../ui/app/send-command.ts';
import { Icon } from '../ui/app/icon.tsx';
import { appState } from '../ui/app/signals.ts';
import { counted, text } from '../ui/app/text.ts';

export function MissedNotice() {
  const { missed } = appState.value;
  if (missed === 0) return null;
  return (
    <p class="missed-notice">
      <Icon name="missed" size={18} />
      <span>{counted('missedCalls', missed)}</span>
      <button type="button" class="button small" onClick={() => void sendCommand({ command: 'openPage', page: 'log' })}>
        {text('openLog')}
      </button>
    </p>
  );
}
