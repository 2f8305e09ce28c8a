/** A call that is being set up: who is called, the steps, and the way out. */
import type { CallOnBoard } from '../board.ts';
import { send } from '../messaging.ts';
import { CallSteps } from '../ui/call-steps.tsx';
import { Icon } from '../ui/icon.tsx';
import { text } from '../ui/text.ts';
import { Party, partyOf } from './party.tsx';

export function Calling({ call }: { call: CallOnBoard }) {
  return (
    <>
      <main class="popup-body tall">
        <Party {...partyOf(call)} />
        <hr />
        <CallSteps call={call} />
      </main>
      <footer class="popup-end">
        <button type="button" class="button end main wide" onClick={() => void send('background', { command: 'hangUp', callId: call.id })}>
          <Icon name="hang-up" />
          {text('cancelCall')}
        </button>
      </footer>
    </>
  );
}
