/** The Line of a surface; decoration, for the state always stands below it in words. */
import './state-line.css';
import type { LineState } from './line-state.ts';

export function StateLine({ state }: { state: LineState }) {
  return <div class="state-line" data-state={state} aria-hidden="true" />;
}
