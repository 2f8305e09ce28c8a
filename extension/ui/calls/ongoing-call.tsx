/** The live call, in one line above a second incoming call. */
import type { ComponentChildren } from 'preact';
import type { ActiveCall } from '../../state/app-state.ts';
import { Icon } from '../app/icon.tsx';
import { text } from '../app/text.ts';
import { CallTimer } from './call-timer.tsx';
import { StateLine } from './state-line.tsx';
import { PartyName } from '../numbers/party-name.tsx';
import { activeCallParty } from './active-call-party.ts';
import { StateBadge } from './state-badge.tsx';

type Props = {
  call: ActiveCall;
  /** The call has ended since the other began to ring; its line stays, so that nothing moves. */
  ended?: boolean;
};

export function OngoingCall({ call, ended = false }: Props) {
  const connected = call.phase.is === 'connected' && !ended ? call.phase : null;
  return (
    <>
      <StateLine state={ended ? 'off' : connected ? 'call' : 'ringing'} />
      <div class="ongoing" data-phase={ended ? 'ended' : call.phase.is}>
        <p>
          {ended ? <EndedBadge /> : <StateBadge />}
          <span class="ongoing-name">{ongoingCallName(call)}</span>
        </p>
        {connected && <CallTimer since={connected.since} />}
      </div>
    </>
  );
}

function EndedBadge() {
  return (
    <span class="state tone tone-off">
      <Icon name="hang-up" size={18} />
      <b>{text('stateEnded')}</b>
    </span>
  );
}

/** The other party's name, else their number. */
export function ongoingCallName(call: ActiveCall): ComponentChildren {
  return <PartyName caller={activeCallParty(call)} />;
}
