/** One line on the last call with this number; left out until the log has returned one. */
import { lastCallLabel } from '../ui/calls/last-call-label.ts';
import { clock } from '../ui/app/clock.ts';
import { useLastCall } from '../ui/recordings/last-call.ts';

export function LastCall({ number }: { number: string }) {
  const lastCall = useLastCall(number);
  if (lastCall === 'loading' || lastCall === 'none') return null;
  return <span>{lastCallLabel(lastCall, clock.value)}</span>;
}
