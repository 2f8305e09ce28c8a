/** The last call with the caller, from the log. The line is there from the start, so that nothing moves when it is filled. */
import type { Caller } from '../../shared/caller.ts';
import type { LoggedCall } from '../../shared/api.ts';
import { callResult } from '../ui/calls/call-label.ts';
import { isColleagues } from '../ui/calls/is-colleagues.ts';
import { formatDay } from '../ui/app/format-time.ts';
import { clock } from '../ui/app/clock.ts';
import { useLastCall } from '../ui/recordings/last-call.ts';
import { text } from '../ui/app/text.ts';

export function LastCallSummary({ caller: { number } }: { caller: Caller }) {
  const lastCall = useLastCall(number);
  if (!number) return null;
  return (
    <dl class="last-call">
      <dt>{text('lastCall')}</dt>
      <dd>{lastCall === 'loading' ? '\u00a0' : lastCall === 'none' ? text('lastCallNone') : lastCallLabel(lastCall)}</dd>
    </dl>
  );
}

function lastCallLabel(call: LoggedCall): string {
  const colleagues = isColleagues(call);
  const result = [callResult(call, { round: true, colleagues, inSentence: true }), colleagues && `\u2068${call.agentName}\u2069`]
    .filter(Boolean)
    .join(' · ');
  return text('lastCallWords', { day: formatDay(Date.parse(call.startedAt), clock.value), result });
}
