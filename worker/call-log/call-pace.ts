/** Counts outgoing calls in periods of five minutes, those of an agent and of the whole team, for the brake. */
import { wholeTeam } from './talk-time.ts';

/** The brake looks at the present period and the one before: five to ten minutes. */
const periodMs = 5 * 60_000;
/** Shorter conversations count as short. */
const minTalkSeconds = 10;

export type Pace = { calls: number; short: number };

const periodOf = (now: number) => Math.floor(now / periodMs);

/** A statement that counts an attempt. */
export function countPaceCall(db: D1Database, agent: string, now: number): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO call_pace (agent, period, calls, short) VALUES (?1, ?2, 1, 0), ('${wholeTeam}', ?2, 1, 0)
      ON CONFLICT (agent, period) DO UPDATE SET calls = calls + 1`,
    )
    .bind(agent, periodOf(now));
}

/** A statement for `paceIn`. */
export function paceStatement(db: D1Database, agent: string, now: number): D1PreparedStatement {
  return db
    .prepare(`SELECT agent, calls, short FROM call_pace WHERE agent IN (?1, '${wholeTeam}') AND period >= ?2`)
    .bind(agent, periodOf(now) - 1);
}

export function paceIn(rows: readonly (Pace & { agent: string })[], agent: string): { agent: Pace; team: Pace } {
  const of = (holder: string) =>
    rows
      .filter((row) => row.agent === holder)
      .reduce((sum, { calls, short }) => ({ calls: sum.calls + calls, short: sum.short + short }), { calls: 0, short: 0 });
  return { agent: of(agent), team: of(wholeTeam) };
}

export const isShort = (outcome: string, talkSeconds: number): boolean => outcome !== 'refused' && talkSeconds < minTalkSeconds;

/** A statement that counts the end of a short call. In one batch before the `UPDATE` that stores the end: it counts once. */
export function countShortCall(
  db: D1Database,
  sid: string,
  { endedAt, reports }: { endedAt: number; reports: number },
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO call_pace (agent, period, calls, short)
      SELECT holder.agent, ?2, 0, 1 FROM calls, (SELECT agent FROM calls WHERE sid = ?1 UNION ALL SELECT '${wholeTeam}') AS holder
      WHERE sid = ?1 AND calls.agent IS NOT NULL AND phase != 'ended' AND reports_folded <= ?3
      ON CONFLICT (agent, period) DO UPDATE SET short = short + 1`,
    )
    .bind(sid, periodOf(endedAt), reports);
}

/** A statement that begins the count of the agent anew. */
export function forgetPace(db: D1Database, agent: string): D1PreparedStatement {
  return db.prepare('DELETE FROM call_pace WHERE agent = ?').bind(agent);
}

/** A statement that deletes periods of the past. */
export function dropOldPace(db: D1Database, now: number): D1PreparedStatement {
  return db.prepare('DELETE FROM call_pace WHERE period < ?').bind(periodOf(now) - 1);
}
