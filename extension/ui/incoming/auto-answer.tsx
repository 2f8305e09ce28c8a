/** The countdown to automatic answering, with a button that stops it. */
import type { IncomingCall } from '../../state/app-state.ts';
import { runIncomingAction } from './incoming-actions.tsx';
import { formatDuration } from '../app/format-time.ts';
import { clock } from '../app/clock.ts';
import { text } from '../app/text.ts';

/** `at` in Unix milliseconds. Stopping is harmless, so the button needs no press guard. */
export function AutoAnswer({ call, at }: { call: IncomingCall; at: number }) {
  const seconds = Math.max(0, Math.ceil((at - clock.value) / 1000));
  return (
    <>
      <span role="timer">{text('autoAnswerIn', { length: formatDuration(seconds) })}</span>
      <button type="button" class="button small" onClick={() => void runIncomingAction('stopAutoAnswer', call.callId)}>
        {text('autoAnswerStop')}
      </button>
    </>
  );
}
