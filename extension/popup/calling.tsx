/** A call that is being set up: who is called, the steps, and the way out. */
import type { CallOnBoard } from '../board.ts';
import { CallSteps } from '../ui/call-steps.tsx';
import { text } from '../ui/text.ts';
import { Party } from './party.tsx';
import { CallFooter } from './call-footer.tsx';

export function Calling({ call }: { call: CallOnBoard }) {
  return (
    <>
      <main class="popup-body tall">
        <Party number={call.number} />
        <hr />
        <CallSteps call={call} />
      </main>
      <CallFooter call={call} name={text('cancelCall')} />
    </>
  );
}
