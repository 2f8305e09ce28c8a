/** The call that is on hold beside the call on the screen: how long, and a button that swaps the two. */
import './held-call.css';
import { useEffect } from 'preact/hooks';
import { isLive } from '../../../shared/call.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { announce } from '../app/announce.tsx';
import { clock } from '../app/clock.ts';
import { Icon } from '../app/icon.tsx';
import { sendCommand } from '../app/send-command.ts';
import { appState } from '../app/signals.ts';
import { richText, text } from '../app/text.ts';
import { spokenCallerLabel } from '../numbers/caller-label.ts';
import { PartyName } from '../numbers/party-name.tsx';
import { activeCallParty } from './active-call-party.ts';
import { CallTimer } from './call-timer.tsx';

/** Time to read that the call has ended. */
const endShownMs = 6_000;

type Props = {
  /** Makes the click handler: a card over a page guards its buttons. */
  onPress?: (act: () => void) => (event: Event) => void;
};

export function HeldCallRow({ onPress = (act) => () => act() }: Props) {
  const { call, heldCall } = appState.value;
  if (!heldCall) return null;
  if (!isLive(heldCall)) return <EndedRow call={heldCall} />;
  const { heldSince } = heldCall;
  const party = activeCallParty(heldCall);
  const isChanging = [call, heldCall].some((one) => (one?.changingHoldUntil ?? 0) > clock.value);
  const swap = () => void sendCommand({ command: 'swapCalls', callId: heldCall.id });
  return (
    <section class="held-call" aria-label={text('onHold')}>
      <div class="held-call-who">
        <p class="held-call-state">
          <span class="tone tone-held">
            <Icon name="pause" size={18} />
            <b>{text('onHold')}</b>
          </span>
          {heldSince !== undefined && <CallTimer since={heldSince} />}
        </p>
        <p class="held-call-name">
          <PartyName caller={party} />
        </p>
      </div>
      <button
        type="button"
        class="button small"
        aria-label={text('resumeHeld', { who: spokenCallerLabel(party) })}
        disabled={isChanging}
        onClick={onPress(swap)}
      >
        <Icon name="swap" size={16} />
        {text('resume')}
      </button>
    </section>
  );
}

/** Also for a call that ended on the screen while another one was on hold: that one has taken its place. */
function EndedRow({ call }: { call: ActiveCall }) {
  const { phase } = call;
  const isRecent = phase.is === 'ended' && clock.value - phase.at < endShownMs;
  const party = activeCallParty(call);
  useEffect(() => {
    if (isRecent) announce(text('otherCallEnded', { who: spokenCallerLabel(party) }));
  }, [call.id, isRecent]);
  if (!isRecent) return null;
  return (
    <p class="held-call ended">
      <Icon name="hang-up" size={18} />
      <span>{richText('otherCallEnded', { who: <PartyName caller={party} /> })}</span>
    </p>
  );
}
