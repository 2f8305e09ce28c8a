/** A call in progress: who, how long, mute, hold, keypad, note, audio, hang up. */
import { useEffect, useState } from 'preact/hooks';
import { isLive } from '../../shared/call.ts';
import type { ActiveCall } from '../state/app-state.ts';
import { sendCommand } from '../ui/app/send-command.ts';
import { announce } from '../ui/app/announce.tsx';
import { clock } from '../ui/app/clock.ts';
import { FallbackNotice } from '../ui/problems/fallback-notice.tsx';
import { ActiveCallNote } from '../ui/calls/active-call-note.tsx';
import { AudioWarningNotice } from '../ui/calls/audio-warning.tsx';
import { CallTimer } from '../ui/calls/call-timer.tsx';
import { HeldCallRow } from '../ui/calls/held-call.tsx';
import { RecordingControls } from '../ui/recordings/recording-controls.tsx';
import { ProblemBlock } from '../ui/problems/problem-block.tsx';
import { appState } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { AudioPanel } from './audio-panel.tsx';
import { AskedPanel, askedTransfer } from './transfer/asked-panel.tsx';
import { type Panel, Controls, HoldControl, NoteControl, TransferControl } from './controls.tsx';
import { HeldNotice } from './held-notice.tsx';
import { KeypadPanel } from './keypad-panel.tsx';
import { CallFooter } from './call-footer.tsx';
import { activeCallParty } from '../ui/calls/active-call-party.ts';
import { PartyHeader } from './party-header.tsx';
import { TransferPanel } from './transfer/transfer-panel.tsx';

export function InCall({ call, since }: { call: ActiveCall; since: number }) {
  const { problem, heldCall } = appState.value;
  // The row of a held call takes the room that the keypad needs to fit without a scroll bar.
  const [panel, setPanel] = useState<Panel | null>(isLive(heldCall) ? null : 'keypad');
  // On the agent's own phone, the phone itself mutes and sends keys.
  const onOwnPhone = call.mode === 'phone';
  const mute = () => void sendCommand({ command: 'mute', callId: call.id, on: !call.muted });
  const held = call.heldSince !== undefined;
  const transfer = askedTransfer(call);
  const asked = transfer !== null && transfer.stage !== 'left';
  // While somebody is asked, the ways out of that end the hold too.
  const changing = (call.changingHoldUntil ?? 0) > clock.value || (asked && transfer.stage !== 'merged');
  const hold = () => {
    if (!changing) void sendCommand({ command: 'hold', callId: call.id, on: !held });
  };
  const toggle = (next: Panel) => setPanel((open) => (open === next ? null : next));
  useEffect(() => announce(text(held ? 'onHold' : 'connected')), []);
  useChange(call.muted, () => announce(text(call.muted ? 'muted' : 'unmuted')));
  useChange(held, () => announce(text(held ? 'onHold' : 'resumed')));
  const nothingHeard = call.warnings?.includes('nothing-heard') ?? false;
  useEffect(() => {
    // Nobody who writes is interrupted: the notice says it too.
    if (nothingHeard) setPanel((open) => (open === 'note' ? open : 'audio'));
  }, [nothingHeard]);
  const shared = { KeyH: hold, KeyT: () => toggle('transfer'), KeyN: () => toggle('note'), Escape: () => setPanel(null) };
  const inBrowser = { ...shared, KeyM: mute, KeyK: () => toggle('keypad'), KeyA: () => toggle('audio') };
  useCallKeys(panel, onOwnPhone ? shared : inBrowser);
  return (
    <>
      <HeldCallRow />
      <main class="popup-body tall">
        <PartyHeader caller={activeCallParty(call)} isHeading>
          <CallTimer since={since} />
        </PartyHeader>
        {call.because && <FallbackNotice because={call.because} />}
        {onOwnPhone ? (
          <div class="controls">
            <HoldControl held={held} changing={changing} onHold={hold} />
            <TransferControl open={panel === 'transfer'} disabled={asked} onOpen={() => toggle('transfer')} />
            <NoteControl open={panel === 'note'} onOpen={() => toggle('note')} />
          </div>
        ) : (
          <Controls
            muted={call.muted}
            panel={panel}
            asked={asked}
            onMute={mute}
            onPanel={toggle}
            held={held}
            changing={changing}
            onHold={hold}
          />
        )}
        <RecordingControls call={call} />
        <CallPanel call={call} panel={panel} />
        <CallNotices call={call} />
        {problem && <ProblemBlock problem={problem.problem} />}
      </main>
      <CallFooter call={call} name={text('hangUp')} />
    </>
  );
}

/** One panel at a time. While somebody is asked, the ways out of that take the place of the list of colleagues. */
function CallPanel({ call, panel }: { call: ActiveCall; panel: Panel | null }) {
  const transfer = askedTransfer(call);
  const asked = transfer !== null && transfer.stage !== 'left';
  const inBrowser = call.mode === 'browser';
  return (
    <>
      {transfer && <AskedPanel call={call} transfer={transfer} />}
      {!asked && panel === 'transfer' && <TransferPanel call={call} />}
      {inBrowser && panel === 'keypad' && <KeypadPanel callId={call.id} sent={call.keys} />}
      {inBrowser && panel === 'audio' && <AudioPanel />}
      {panel === 'note' && (
        <div class="panel-note appears">
          <ActiveCallNote call={call} />
        </div>
      )}
    </>
  );
}

function CallNotices({ call }: { call: ActiveCall }) {
  return (
    <>
      <AudioWarningNotice call={call} />
      {call.mode === 'phone' && <p class="muted-notice">{text('onYourPhone')}</p>}
      {call.heldSince !== undefined && <HeldNotice since={call.heldSince} />}
      {call.muted && <p class="muted-notice">{text('youAreMuted')}</p>}
    </>
  );
}

/** Shortcuts by physical key while the popup has the focus: on an Arabic layout the M key types another letter. */
function useCallKeys(panel: Panel | null, keys: Record<string, () => void>): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      // A name is typed into the search field, a note into its own.
      if (isField(event.target) && !(event.target instanceof HTMLInputElement && event.key === 'Escape')) return;
      const act = keys[event.code];
      if (!act || (event.key === 'Escape' && !panel)) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  });
}

/** A key in a field is text. */
const isField = (target: EventTarget | null) =>
  target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;

/** Runs `changed` when `value` differs from the last render; not on the first. */
function useChange(value: boolean, changed: () => void): void {
  const [last, setLast] = useState(value);
  useEffect(() => {
    if (value === last) return;
    setLast(value);
    changed();
  }, [value]);
}
