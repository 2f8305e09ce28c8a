/** The state at the start of a header: icon, label, detail. */
import './state-badge.css';
import { Icon } from '../app/icon.tsx';
import { clock } from '../app/clock.ts';
import { appState } from '../app/signals.ts';
import { stateLabel } from './state-label.ts';

export function StateBadge({ size = 18 }: { size?: 16 | 18 | 20 }) {
  const { icon, label, detail, tone } = stateLabel(appState.value, clock.value);
  return (
    <span class="state">
      <span class={`tone tone-${tone}`}>
        <Icon name={icon} size={size} />
        <b>{label}</b>
      </span>
      {detail && <span>{detail}</span>}
    </span>
  );
}
