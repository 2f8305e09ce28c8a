/** The note of the call on the docked card: one line that opens to a field. */
import { useState } from 'preact/hooks';
import type { ActiveCall } from '../state/app-state.ts';
import { Icon } from '../ui/app/icon.tsx';
import { text } from '../ui/app/text.ts';
import { ActiveCallNote } from '../ui/calls/active-call-note.tsx';

export function DockedNote({ call }: { call: ActiveCall }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="docked-note" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Icon name="note" size={18} />
        {text('writeNote')}
      </summary>
      {open && <ActiveCallNote call={call} brief />}
    </details>
  );
}
