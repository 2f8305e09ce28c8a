/** The log before the first call: what to do to have one. */
import { lineStateOf } from '../ui/line-state.ts';
import { Line } from '../ui/line.tsx';
import { board } from '../ui/signals.ts';
import { text } from '../ui/text.ts';

export function NoCalls() {
  const state = lineStateOf(board.value);
  return (
    <section class="no-calls">
      <Line state={state} />
      <h1>{text('noCalls')}</h1>
      <p>{text(state === 'ready' ? 'noCallsReady' : 'noCallsHow')}</p>
    </section>
  );
}
