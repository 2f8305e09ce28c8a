/** The line pattern along the top edge of a surface. Decoration: the state stands below it as text. */
import './state-line.css';
import type { LineState } from './line-state.ts';

export function StateLine({ state }: { state: LineState }) {
  return <div class="state-line" data-state={state} aria-hidden="true" />;
}
