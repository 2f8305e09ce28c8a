/** The last call with whoever calls, from the log; its line stands from the start, so that nothing moves when it is known. */
import { useEffect, useState } from 'preact/hooks';
import type { Caller } from '../../shared/caller.ts';
import type { LoggedCall } from '../../shared/api.ts';
import { callResult } from '../ui/calls/call-label.ts';
import { formatDay } from '../ui/app/format-time.ts';
import { clock } from '../ui/app/clock.ts';
import { loadCalls } from '../ui/recordings/recent-calls.ts';
import { text } from '../ui/app/text.ts';

/** Enough to know a customer of this week; the log itself has the rest. */
const looksBack = 50;

/** `null` while the log is asked. */
type LastCall = LoggedCall | 'none' | null;

export function LastCallSummary({ caller: { number } }: { caller: Caller }) {
  const [last, setLast] = useState<LastCall>(null);
  useEffect(() => {
    let asked = true;
    setLast(null);
    if (number) void findLastCall(number).then((found) => asked && setLast(found));
    return () => void (asked = false);
  }, [number]);
  if (!number) return null;
  return (
    <dl class="about">
      <dt>{text('lastCall')}</dt>
      <dd>{last === null ? '\u00a0' : last === 'none' ? text('lastCallNone') : lastCallLabel(last)}</dd>
    </dl>
  );
}

async function findLastCall(number: string): Promise<LastCall> {
  const page = await loadCalls(looksBack);
  const calls = page.is === 'loaded' ? page.loaded.calls : [];
  return calls.find(({ from, to, phase }) => phase === 'ended' && (from === number || to === number)) ?? 'none';
}

function lastCallLabel(call: LoggedCall): string {
  return text('lastCallWords', { day: formatDay(Date.parse(call.startedAt), clock.value), result: callResult(call, { round: true }) });
}
