/** The bell in the popup's header: sets the agent's availability. Busy is derived from the call. */
import { sendCommand } from '../ui/app/send-command.ts';
import { announce } from '../ui/app/announce.tsx';
import { IconButton } from '../ui/controls/icon-button.tsx';
import { problemText } from '../ui/problems/problem-text.ts';
import { appState, settings } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';

export function AvailabilityButton() {
  const away = appState.value.availability === 'away';
  return <IconButton icon={away ? 'bell-off' : 'bell'} name={text(away ? 'beAvailable' : 'beAway')} onClick={() => void toggle()} />;
}

/** Says that no call rings in this browser, with a button that changes it. */
export function AwayNotice() {
  const away = appState.value.availability === 'away';
  if (!away && !settings.value.doNotDisturb) return null;
  return (
    <p class="away-notice">
      <span>{text(away ? 'awayMeans' : 'quietMeans')}</span>
      {away ? (
        <button type="button" class="button small" onClick={() => void toggle()}>
          {text('beAvailable')}
        </button>
      ) : (
        <button
          type="button"
          class="button small"
          onClick={() => void sendCommand({ command: 'openPage', page: 'options', section: 'incoming' })}
        >
          {text('options')}
        </button>
      )}
    </p>
  );
}

async function toggle(): Promise<void> {
  const availability = appState.value.availability === 'away' ? 'available' : 'away';
  const result = await sendCommand({ command: 'setAvailability', availability });
  announce(result.ok ? text(availability === 'away' ? 'awayMeans' : 'availableWord') : problemText(result.problem).what);
}
