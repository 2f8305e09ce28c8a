/** The days that are summed, and the sums in their groups. Pure. */
import type { CallSum } from '../../shared/call-log/call-sums.ts';
import { filtersOf, type LogChoices } from './log-query.ts';

const shownDays = 7;
const maxDays = 90;
const dayMs = 24 * 60 * 60_000;

/** Times are ISO times. */
export type SumsPeriod = { from: string; to: string; utcOffsetMinutes: number };

/** The chosen days, or the last seven, in the agent's own time zone; of more than 90 the newest. */
export function sumsPeriod(choices: LogChoices, now: number): SumsPeriod {
  const { from, to } = filtersOf(choices);
  const today = new Date(now);
  const end = to === undefined ? new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1) : new Date(to);
  const start = from === undefined ? new Date(end.getFullYear(), end.getMonth(), end.getDate() - shownDays) : new Date(from);
  const first = Math.max(start.getTime(), end.getTime() - maxDays * dayMs);
  return { from: new Date(first).toISOString(), to: end.toISOString(), utcOffsetMinutes: -end.getTimezoneOffset() };
}

export type DaySums = {
  day: string;
  /** Unix milliseconds, midnight of the agent's own time zone. */
  startsAt: number;
  total: Pick<CallSum, 'calls' | 'answered' | 'missed' | 'talkSeconds'>;
  agents: CallSum[];
};

/** One group for each day, in the order of `sums`. */
export function groupSums(sums: CallSum[]): DaySums[] {
  return [...Map.groupBy(sums, ({ day }) => day)].map(([day, agents]) => ({
    day,
    startsAt: new Date(`${day}T00:00`).getTime(),
    total: agents.reduce(
      (total, sum) => ({
        calls: total.calls + sum.calls,
        answered: total.answered + sum.answered,
        missed: total.missed + sum.missed,
        talkSeconds: total.talkSeconds + sum.talkSeconds,
      }),
      { calls: 0, answered: 0, missed: 0, talkSeconds: 0 },
    ),
    agents,
  }));
}
