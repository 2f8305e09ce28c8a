/** The log before the first call. */
import { lineStateOf } from '../ui/calls/line-state.ts';
import { StateLine } from '../ui/calls/state-line.tsx';
import { appState } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';

export function NoCalls() {
  const state = lineStateOf(appState.value);
  return (
    <section class="no-calls">
      <StateLine state={state} />
      <h1>{text('noCalls')}</h1>
      <p>{text(state === 'ready' ? 'noCallsReady' : 'noCallsHow')}</p>
    </section>
  );
}
