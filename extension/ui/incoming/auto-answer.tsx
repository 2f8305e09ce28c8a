/** The countdown of a call that is about to be answered by itself, and the way to stop it. */
import type { IncomingCall } from '../../state/app-state.ts';
import { runIncomingAction } from './incoming-actions.tsx';
import { formatDuration } from '../app/format-time.ts';
import { clock } from '../app/clock.ts';
import { text } from '../app/text.ts';

/** `at` in Unix milliseconds. Stopping does no harm, so it asks for no guard. */
export function AutoAnswer({ call, at }: { call: IncomingCall; at: number }) {
  const seconds = Math.max(0, Math.ceil((at - clock.value) / 1000));
  return (
    <>
      <span role="timer">{text('autoAnswerIn', { length: formatDuration(seconds) })}</span>
      <button type="button" class="button small" onClick={() => runIncomingAction('stopAutoAnswer', call.callId)}>
        {text('autoAnswerStop')}
      </button>
    </>
  );
}
