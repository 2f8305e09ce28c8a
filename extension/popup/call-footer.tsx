/** The foot of the popup during a call: the one button that ends it, always in the same place, and which way it goes. */
import type { CallOnBoard } from '../board.ts';
import { send } from '../messaging.ts';
import { Icon } from '../ui/icon.tsx';
import { text } from '../ui/text.ts';
import { TheySee } from '../ui/they-see.tsx';

export function CallFooter({ call, name }: { call: CallOnBoard; name: string }) {
  const isInBrowser = call.mode === 'browser';
  return (
    <>
      <footer class="popup-end">
        <button type="button" class="button end main wide" onClick={() => void send('background', { command: 'hangUp', callId: call.id })}>
          <Icon name="hang-up" />
          {name}
        </button>
      </footer>
      <p class="popup-footer">
        <Icon name={isInBrowser ? 'browser' : 'mobile'} size={18} />
        {text(isInBrowser ? 'modeBrowser' : 'modePhone')}
        <span aria-hidden="true">·</span>
        <span>
          <TheySee />
        </span>
      </p>
    </>
  );
}
