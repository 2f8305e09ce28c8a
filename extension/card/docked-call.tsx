/** The docked card during a call: state, quality, timer, number, call controls. */
import './docked.css';
import { useEffect, useState } from 'preact/hooks';
import { isLive } from '../../shared/call.ts';
import type { ActiveCall } from '../state/app-state.ts';
import { sendCommand } from '../ui/app/send-command.ts';
import { announce } from '../ui/app/announce.tsx';
import { AudioWarningNotice } from '../ui/calls/audio-warning.tsx';
import { CallTimer } from '../ui/calls/call-timer.tsx';
import { HeldCallRow } from '../ui/calls/held-call.tsx';
import { DialPad } from '../ui/controls/dial-pad.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { QualityBars } from '../ui/calls/quality.tsx';
import { RecordingBadge } from '../ui/recordings/recording-badge.tsx';
import { RecordingControls } from '../ui/recordings/recording-controls.tsx';
import { clock } from '../ui/app/clock.ts';
import { appState } from '../ui/app/signals.ts';
import { StateBadge } from '../ui/calls/state-badge.tsx';
import { text } from '../ui/app/text.ts';
import { CoveredNotice } from '../ui/visibility/covered-notice.tsx';
import { dragProps } from './drag.ts';
import { DockedNote } from './docked-note.tsx';
import { DockedParty } from './docked-party.tsx';
import { EndedCall } from './ended-call.tsx';
import { hangUp } from './card-store.ts';
import { guardVisibility, visibility } from '../ui/visibility/visibility-guard.ts';
import { openDialPad, clickUnlessCovered, endingClick } from '../ui/visibility/guarded-click.ts';

/** Longer than the incoming card shows the result of a ring. */
const endedRingShownMs = 6000;

export function DockedCall({ call }: { call: ActiveCall }) {
  const [padOpen, setPadOpen] = useState(false);
  const { phase, quality } = call;
  useEffect(() => {
    if (phase.is === 'connected') announce(text(call.heldSince === undefined ? 'connected' : 'onHold'));
  }, [phase.is]);
  const connected = phase.is === 'connected';
  if (phase.is === 'ended') return <EndedCall call={call} ended={phase} />;
  return (
    <div class="docked" ref={guardVisibility}>
      <header class="docked-head" tabIndex={0} aria-label={text('cardMove')} role="group" {...dragProps}>
        <StateBadge />
        <RecordingBadge call={call} />
        {quality && call.reconnectingSince === undefined && <QualityBars quality={quality} />}
        <CallTimer since={connected ? phase.since : call.startedAt} />
      </header>
      <DockedParty call={call} />
      <DockedControls call={call} padOpen={padOpen} onPad={() => setPadOpen(!padOpen)} />
      <RecordingControls call={call} onPress={clickUnlessCovered} />
      {padOpen && <DockedKeypad call={call} />}
      {connected && <DockedNote key={call.id} call={call} />}
      {/* Last, so that Hang up stays in its place when the row goes. */}
      <HeldCallRow onPress={clickUnlessCovered} />
      <AudioWarningNotice call={call} />
      {call.muted && <p class="muted-notice">{text('youAreMuted')}</p>}
      {!incomingCardIsShown() && <CoveredNotice />}
    </div>
  );
}

/** Hatif's own incoming card covers this one while it rings and shows its result: then no notice is needed. */
function incomingCardIsShown(): boolean {
  const { incoming, endedRing } = appState.value;
  return incoming.length > 0 || (endedRing !== null && clock.value - endedRing.at < endedRingShownMs);
}

type ControlsProps = { call: ActiveCall; padOpen: boolean; onPad: () => void };

function DockedControls({ call, padOpen, onPad }: ControlsProps) {
  const connected = call.phase.is === 'connected';
  const mute = () => void sendCommand({ command: 'mute', callId: call.id, on: !call.muted });
  const onOwnPhone = call.mode === 'phone';
  const held = call.heldSince !== undefined;
  const hold = () => void sendCommand({ command: 'hold', callId: call.id, on: !held });
  const muteName = text(call.muted ? 'unmute' : 'mute');
  return (
    <div class="docked-controls">
      <button
        type="button"
        class="control"
        hidden={onOwnPhone}
        aria-pressed={call.muted}
        aria-label={muteName}
        title={muteName}
        disabled={!connected}
        onClick={clickUnlessCovered(mute)}
      >
        <Icon name={call.muted ? 'mic-off' : 'mic'} />
      </button>
      <button
        type="button"
        class={held ? 'control held' : 'control'}
        aria-label={text(held ? 'resume' : 'hold')}
        title={text(held ? 'resume' : 'hold')}
        disabled={!connected || !canHold(call)}
        onClick={clickUnlessCovered(hold)}
      >
        <Icon name={held ? 'play' : 'pause'} />
      </button>
      <button
        type="button"
        class="control"
        hidden={onOwnPhone}
        aria-expanded={padOpen}
        aria-label={text('keypad')}
        title={text('keypad')}
        disabled={!connected}
        onClick={onPad}
      >
        <Icon name="keypad" />
      </button>
      <button
        type="button"
        class="button end main"
        aria-label={text(connected ? 'hangUp' : 'cancelCall')}
        disabled={!isLive(call)}
        onClick={endingClick(() => hangUp(call.id))}
      >
        <Icon name="hang-up" />
        {text(connected ? 'hangUpShort' : 'cancelCall')}
      </button>
    </div>
  );
}

/** Not while the last change is on its way, nor while somebody is asked: the popup has the ways out of that. */
const canHold = ({ changingHoldUntil = 0, transfer }: ActiveCall) =>
  changingHoldUntil <= clock.value && transfer?.stage !== 'asking' && transfer?.stage !== 'talking';

function DockedKeypad({ call }: { call: ActiveCall }) {
  const press = (keys: string) => {
    if (visibility() === 'covered') openDialPad();
    else void sendCommand({ command: 'sendKeys', callId: call.id, keys });
  };
  return (
    <div class="docked-keys">
      <p class="sent" aria-live="polite">
        <bdi dir="ltr" class="num">
          {call.keys}
        </bdi>
      </p>
      <DialPad onKey={press} />
    </div>
  );
}
