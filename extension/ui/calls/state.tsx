/** The state as the start of a header: icon, word, detail. */
import './state.css';
import { Icon } from '../app/icon.tsx';
import { now } from '../app/clock.ts';
import { appState } from '../app/signals.ts';
import { stateWords } from './state-label.ts';

export function State({ size = 18 }: { size?: 16 | 18 | 20 }) {
  const { icon, word, detail, tone } = stateWords(appState.value, now.value);
  return (
    <span class="state">
      <span class={`tone tone-${tone}`}>
        <Icon name={icon} size={size} />
        <b>{word}</b>
      </span>
      {detail && <span>{detail}</span>}
    </span>
  );
}
