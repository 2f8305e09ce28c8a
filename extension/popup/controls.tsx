/** The controls of a call. */
import { Icon } from '../ui/app/icon.tsx';
import { text } from '../ui/app/text.ts';

export type Panel = 'keypad' | 'transfer' | 'note' | 'audio';
type HoldProps = { held: boolean; changing: boolean; onHold: () => void };
type Props = HoldProps & { muted: boolean; panel: Panel | null; asked: boolean; onMute: () => void; onPanel: (panel: Panel) => void };

export function HoldControl({ held, changing, onHold }: HoldProps) {
  return (
    <button type="button" class={held ? 'control held' : 'control'} disabled={changing} aria-keyshortcuts="H" onClick={onHold}>
      <Icon name={held ? 'play' : 'pause'} />
      {text(held ? 'resume' : 'hold')}
    </button>
  );
}

type TransferProps = { open: boolean; disabled: boolean; onOpen: () => void };

export function TransferControl({ open, disabled, onOpen }: TransferProps) {
  return (
    <button type="button" class="control opens" aria-expanded={open} disabled={disabled} aria-keyshortcuts="T" onClick={onOpen}>
      <Icon name="transfer" />
      {text('transfer')}
    </button>
  );
}

export function NoteControl({ open, onOpen }: Omit<TransferProps, 'disabled'>) {
  return (
    <button type="button" class="control opens" aria-expanded={open} aria-keyshortcuts="N" onClick={onOpen}>
      <Icon name="note" />
      {text('note')}
    </button>
  );
}

export function Controls({ muted, panel, asked, onMute, onPanel, ...hold }: Props) {
  return (
    <div class="controls">
      <button type="button" class="control" aria-pressed={muted} aria-keyshortcuts="M" onClick={onMute}>
        <Icon name={muted ? 'mic-off' : 'mic'} />
        {text(muted ? 'muted' : 'mute')}
      </button>
      <HoldControl {...hold} />
      <button
        type="button"
        class="control opens"
        aria-expanded={panel === 'keypad'}
        aria-keyshortcuts="K"
        onClick={() => onPanel('keypad')}
      >
        <Icon name="keypad" />
        {text('keypad')}
      </button>
      <TransferControl open={panel === 'transfer'} disabled={asked} onOpen={() => onPanel('transfer')} />
      <NoteControl open={panel === 'note'} onOpen={() => onPanel('note')} />
      <button type="button" class="control opens" aria-expanded={panel === 'audio'} aria-keyshortcuts="A" onClick={() => onPanel('audio')}>
        <Icon name="speaker" />
        {text('audio')}
      </button>
    </div>
  );
}
