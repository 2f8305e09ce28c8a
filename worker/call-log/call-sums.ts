/** Sums of calls by agent and day. Triggers keep a row for each half hour and agent, so that no sum reads the calls. */
import type { CallSums } from '../../shared/call-log/call-sums.ts';

const halfHourMs = 30 * 60_000;
const dayMs = 48 * halfHourMs;

type SumRow = Omit<CallSums['sums'][number], 'day' | 'agent'> & { day: number; agent: string };

/**
 * Newest day first.
 * @param period Unix milliseconds, whole half hours; `to` is not included.
 * @param utcOffsetMinutes of the time zone whose days are summed, east of UTC.
 */
export async function findCallSums(
  db: D1Database,
  { from, to }: { from: number; to: number },
  utcOffsetMinutes: number,
): Promise<CallSums['sums']> {
  const { results } = await db
    .prepare(
      `SELECT (half_hour * 30 + CAST(?3 AS INTEGER)) / 1440 AS day, agent, sum(calls) AS calls, sum(answered) AS answered, sum(missed) AS missed,
        sum(talk_seconds) AS talkSeconds, coalesce(
          (SELECT name FROM agents WHERE identity = call_sums.agent),
          (SELECT name FROM former_identities AS former JOIN agents ON agents.id = former.agent_id WHERE former.identity = call_sums.agent)
        ) AS agentName
      FROM call_sums WHERE half_hour >= ?1 AND half_hour < ?2 AND calls > 0 GROUP BY day, agent ORDER BY day DESC, agentName`,
    )
    .bind(Math.floor(from / halfHourMs), Math.ceil(to / halfHourMs), utcOffsetMinutes)
    .all<SumRow>();
  return results.map(({ day, agent, ...sums }) => ({
    day: new Date(day * dayMs).toISOString().slice(0, 'yyyy-mm-dd'.length),
    agent: agent === '' ? null : agent,
    ...sums,
  }));
}
