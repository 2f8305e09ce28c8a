/** The row of call controls. */
import { Icon } from '../ui/app/icon.tsx';
import { text } from '../ui/app/text.ts';

export type Panel = 'keypad' | 'audio';
type Props = { muted: boolean; panel: Panel | null; onMute: () => void; onPanel: (panel: Panel) => void };

export function Controls({ muted, panel, onMute, onPanel }: Props) {
  return (
    <div class="controls">
      <button type="button" class="control" aria-pressed={muted} aria-keyshortcuts="M" onClick={onMute}>
        <Icon name={muted ? 'mic-off' : 'mic'} />
        {text(muted ? 'muted' : 'mute')}
      </button>
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
      <button type="button" class="control opens" aria-expanded={panel === 'audio'} aria-keyshortcuts="A" onClick={() => onPanel('audio')}>
        <Icon name="speaker" />
        {text('audio')}
      </button>
    </div>
  );
}
