/** The state at the start of a header: icon, label, detail. */
import './state-badge.css';
import type { AppState } from '../../state/app-state.ts';
import { Icon } from '../app/icon.tsx';
import { clock } from '../app/clock.ts';
import { appState } from '../app/signals.ts';
import { stateLabel } from './state-label.ts';

type Props = {
  /** Replaces the app state, for a view that leaves a part of it to another. */
  of?: AppState;
  /** The age of the proof in words. */
  age?: (provenAt: number, now: number) => string;
  size?: 16 | 18 | 20;
};

export function StateBadge({ of = appState.value, age, size = 18 }: Props) {
  const { icon, label, detail, tone } = stateLabel(of, clock.value, age);
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
