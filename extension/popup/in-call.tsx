/** A call in progress: who, how long, mute, hold, keypad, audio, hang up. */
import { useEffect, useState } from 'preact/hooks';
import type { ActiveCall } from '../state/app-state.ts';
import { sendCommand } from '../ui/app/send-command.ts';
import { announce } from '../ui/app/announce.tsx';
import { clock } from '../ui/app/clock.ts';
import { FallbackNotice } from '../ui/problems/fallback-notice.tsx';
import { CallTimer } from '../ui/calls/call-timer.tsx';
import { ProblemBlock } from '../ui/problems/problem-block.tsx';
import { appState } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { AudioPanel } from './audio-panel.tsx';
import { type Panel, Controls, HoldControl } from './controls.tsx';
import { HeldNotice } from './held-notice.tsx';
import { KeypadPanel } from './keypad-panel.tsx';
import { CallFooter } from './call-footer.tsx';
import { activeCallParty } from '../ui/calls/active-call-party.ts';
import { PartyHeader } from './party-header.tsx';

export function InCall({ call, since }: { call: ActiveCall; since: number }) {
  const [panel, setPanel] = useState<Panel | null>('keypad');
  const { problem } = appState.value;
  // On the agent's own phone, the phone itself mutes and sends keys.
  const onOwnPhone = call.mode === 'phone';
  const mute = () => void sendCommand({ command: 'mute', callId: call.id, on: !call.muted });
  const held = call.heldSince !== undefined;
  const changing = (call.changingHoldUntil ?? 0) > clock.value;
  const hold = () => void sendCommand({ command: 'hold', callId: call.id, on: !held });
  const toggle = (next: Panel) => setPanel((open) => (open === next ? null : next));
  useEffect(() => announce(text('connected')), []);
  useChange(call.muted, () => announce(text(call.muted ? 'muted' : 'unmuted')));
  useChange(held, () => announce(text(held ? 'onHold' : 'resumed')));
  useCallKeys(
    panel,
    onOwnPhone
      ? { KeyH: hold }
      : { KeyM: mute, KeyH: hold, KeyK: () => toggle('keypad'), KeyA: () => toggle('audio'), Escape: () => setPanel(null) },
  );
  return (
    <>
      <main class="popup-body tall">
        <PartyHeader caller={activeCallParty(call)} isHeading>
          <CallTimer since={since} />
        </PartyHeader>
        {call.because && <FallbackNotice because={call.because} />}
        {onOwnPhone ? (
          <div class="controls">
            <HoldControl held={held} changing={changing} onHold={hold} />
          </div>
        ) : (
          <Controls muted={call.muted} panel={panel} onMute={mute} onPanel={toggle} held={held} changing={changing} onHold={hold} />
        )}
        {!onOwnPhone && panel === 'keypad' && <KeypadPanel callId={call.id} sent={call.keys} />}
        {!onOwnPhone && panel === 'audio' && <AudioPanel />}
        {onOwnPhone && <p class="muted-notice">{text('onYourPhone')}</p>}
        {call.heldSince !== undefined && <HeldNotice since={call.heldSince} />}
        {call.muted && <p class="muted-notice">{text('youAreMuted')}</p>}
        {problem && <ProblemBlock problem={problem.problem} />}
      </main>
      <CallFooter call={call} name={text('hangUp')} />
    </>
  );
}

/** Shortcuts by physical key while the popup has the focus: on an Arabic layout the M key types another letter. */
function useCallKeys(panel: Panel | null, keys: Record<string, () => void>): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.target instanceof HTMLSelectElement) return;
      const act = keys[event.code];
      if (!act || (event.key === 'Escape' && !panel)) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  });
}

/** Runs `changed` when `value` differs from the last render; not on the first. */
function useChange(value: boolean, changed: () => void): void {
  const [last, setLast] = useState(value);
  useEffect(() => {
    if (value === last) return;
    setLast(value);
    changed();
  }, [value]);
}
