/** The call that is going on, in one line above another that came in. */
import type { ComponentChildren } from 'preact';
import type { ActiveCall } from '../../state/app-state.ts';
import { CallTimer } from './call-timer.tsx';
import { Line } from './line.tsx';
import { PartyName } from '../numbers/party-name.tsx';
import { partyOf } from '../numbers/other-party.ts';
import { State } from './state.tsx';

export function OngoingCall({ call }: { call: ActiveCall }) {
  return (
    <>
      <Line state={call.phase.is === 'connected' ? 'call' : 'ringing'} />
      <div class="ongoing" data-phase={call.phase.is}>
        <p>
          <State />
          <span class="ongoing-name">{ongoingName(call)}</span>
        </p>
        {call.phase.is === 'connected' && <CallTimer since={call.phase.since} />}
      </div>
    </>
  );
}

/** Their name, or their number as every surface draws it. */
export function ongoingName(call: ActiveCall): ComponentChildren {
  return <PartyName caller={partyOf(call)} />;
}
