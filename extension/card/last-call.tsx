/** One line on the last call with this number; left out until the log has returned one. */
import { formatDayInSentence, formatRoundedDuration } from '../ui/app/format-time.ts';
import { outcomeLabel } from '../ui/calls/call-label.ts';
import { clock } from '../ui/app/clock.ts';
import { useLastCall } from '../ui/recordings/last-call.ts';
import { text } from '../ui/app/text.ts';

export function LastCall({ number }: { number: string }) {
  const lastCall = useLastCall(number);
  if (lastCall === 'loading' || lastCall === 'none') return null;
  const { outcome, direction, talkSeconds } = lastCall;
  const known = direction === 'outgoing' && outcome !== null && outcome !== 'completed' ? outcomeLabel(outcome) : text('cardNotAnswered');
  const length = talkSeconds > 0 ? formatRoundedDuration(talkSeconds) : known;
  return <span>{text('cardLastCall', { day: formatDayInSentence(Date.parse(lastCall.startedAt), clock.value), length })}</span>;
}
