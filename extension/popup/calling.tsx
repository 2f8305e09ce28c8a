/** A call that is being set up: the other party, the steps, Cancel. */
import type { ActiveCall } from '../state/app-state.ts';
import { CallSteps } from '../ui/calls/call-steps.tsx';
import { text } from '../ui/app/text.ts';
import { CallFooter } from './call-footer.tsx';
import { activeCallParty } from '../ui/calls/active-call-party.ts';
import { PartyHeader } from './party-header.tsx';

export function Calling({ call }: { call: ActiveCall }) {
  return (
    <>
      <main class="popup-body tall">
        <PartyHeader caller={activeCallParty(call)} isHeading />
        <hr />
        <CallSteps call={call} />
      </main>
      <CallFooter call={call} name={text('cancelCall')} />
    </>
  );
}
