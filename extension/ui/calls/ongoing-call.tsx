/** The live call, in one line above a second incoming call. */
import type { ComponentChildren } from 'preact';
import type { ActiveCall } from '../../state/app-state.ts';
import { CallTimer } from './call-timer.tsx';
import { StateLine } from './state-line.tsx';
import { PartyName } from '../numbers/party-name.tsx';
import { activeCallParty } from './active-call-party.ts';
import { StateBadge } from './state-badge.tsx';

export function OngoingCall({ call }: { call: ActiveCall }) {
  return (
    <>
      <StateLine state={call.phase.is === 'connected' ? 'call' : 'ringing'} />
      <div class="ongoing" data-phase={call.phase.is}>
        <p>
          <StateBadge />
          <span class="ongoing-name">{ongoingCallName(call)}</span>
        </p>
        {call.phase.is === 'connected' && <CallTimer since={call.phase.since} />}
      </div>
    </>
  );
}

/** The other party's name, else their number. */
export function ongoingCallName(call: ActiveCall): ComponentChildren {
  return <PartyName caller={activeCallParty(call)} />;
}
