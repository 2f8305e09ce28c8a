/** The Line of a surface; decoration, for the state always stands below it in words. */
import './line.css';
import type { LineState } from './line-state.ts';

export function Line({ state }: { state: LineState }) {
  return <div class="line" data-state={state} aria-hidden="true" />;
}
