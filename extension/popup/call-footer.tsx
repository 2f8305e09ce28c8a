/** The footer of the popup during a call: Hang up, always in the same place, and the mode. */
import type { ActiveCall } from '../state/app-state.ts';
import { sendCommand } from '../ui/app/send-command.ts';
import { Icon } from '../ui/app/icon.tsx';
import { text } from '../ui/app/text.ts';
import { CallerIdNotice } from '../ui/calls/caller-id-notice.tsx';

export function CallFooter({ call, name }: { call: ActiveCall; name: string }) {
  const isInBrowser = call.mode === 'browser';
  return (
    <footer class="call-footer">
      <div class="popup-end">
        <button type="button" class="button end main wide" onClick={() => void sendCommand({ command: 'hangUp', callId: call.id })}>
          <Icon name="hang-up" />
          {name}
        </button>
      </div>
      <p class="popup-footer">
        <Icon name={isInBrowser ? 'browser' : 'mobile'} size={18} />
        {text(isInBrowser ? 'modeBrowser' : 'modePhone')}
        <span aria-hidden="true">·</span>
        <span>
          <CallerIdNotice />
        </span>
      </p>
    </footer>
  );
}
