/** Stops outgoing calls, of one agent or of the whole team, until an admin allows them: by the brake, an admin, or a cut-off. */
import type { Problem } from '../../shared/problem.ts';
import { countPaceCall, forgetPace, paceIn, paceStatement, type Pace } from '../call-log/call-pace.ts';
import { countDayCall, wholeTeam } from '../call-log/talk-time.ts';
import type { SettingValues } from '../http/settings-schema.ts';

export const brakeSettingNames = ['BRAKE_CALLS_PER_AGENT', 'BRAKE_SHORT_CALLS_PER_AGENT', 'BRAKE_CALLS', 'BRAKE_SHORT_CALLS'] as const;
type BrakeSettings = Pick<SettingValues, (typeof brakeSettingNames)[number]>;

export type StopReason = 'brake' | 'admin' | 'cut-off';
export type Stop = {
  /** Identity; `wholeTeam` is everybody. */
  agent: string;
  reason: StopReason;
  /** Unix milliseconds. */
  stoppedAt: number;
};

const problemOfStop = (agent: string): Problem => ({ code: agent === wholeTeam ? 'calls-stopped' : 'agent-stopped' });

/** A statement for `stopIn`. */
const stopStatement = (db: D1Database, agent: string) =>
  db.prepare(`SELECT agent FROM outgoing_stops WHERE agent IN (?, '${wholeTeam}') ORDER BY agent LIMIT 1`).bind(agent);

/** Why the agent may start no outgoing call; null when nothing is stopped. */
export async function stopObjection(db: D1Database, agent: string): Promise<Problem | null> {
  const stopped = await stopStatement(db, agent).first<string>('agent');
  return stopped === null ? null : problemOfStop(stopped);
}

const isOver = ({ calls, short }: Pace, most: Pace) => (most.calls > 0 && calls > most.calls) || (most.short > 0 && short > most.short);

/** Counts the attempt, and stops the agent or the team when it passes a threshold of the brake. */
export async function brakeObjection(
  db: D1Database,
  { agent, startedAt }: { agent: string; startedAt: number },
  settings: BrakeSettings,
): Promise<Problem | null> {
  const [stops, , , pace] = await db.batch([
    stopStatement(db, agent),
    countPaceCall(db, agent, startedAt),
    countDayCall(db, agent, startedAt),
    paceStatement(db, agent, startedAt),
  ]);
  const [stop] = (stops?.results ?? []) as { agent: string }[];
  if (stop) return problemOfStop(stop.agent);
  const paces = paceIn((pace?.results ?? []) as (Pace & { agent: string })[], agent);
  const isTeamOver = isOver(paces.team, { calls: settings.BRAKE_CALLS, short: settings.BRAKE_SHORT_CALLS });
  const isAgentOver = isOver(paces.agent, { calls: settings.BRAKE_CALLS_PER_AGENT, short: settings.BRAKE_SHORT_CALLS_PER_AGENT });
  if (!isTeamOver && !isAgentOver) return null;
  const braked = isTeamOver ? wholeTeam : agent;
  console.warn(braked === wholeTeam ? 'the brake stopped all outgoing calls' : `the brake stopped the outgoing calls of ${agent}`);
  await stopCalls(db, braked, 'brake', startedAt);
  return problemOfStop(braked);
}

/** A stop that stands stays as it is; a cut-off replaces it. */
export async function stopCalls(db: D1Database, agent: string, reason: StopReason, now: number): Promise<void> {
  await db
    .prepare(
      `INSERT INTO outgoing_stops (agent, reason, stopped_at) VALUES (?1, ?2, ?3)
      ON CONFLICT (agent) DO UPDATE SET reason = excluded.reason, stopped_at = excluded.stopped_at WHERE excluded.reason = 'cut-off'`,
    )
    .bind(agent, reason, now)
    .run();
}

/** Allows the calls again, and counts them from now. @returns whether they were stopped. */
export async function allowCalls(db: D1Database, agent: string): Promise<boolean> {
  const [deleted] = await db.batch([db.prepare('DELETE FROM outgoing_stops WHERE agent = ?').bind(agent), forgetPace(db, agent)]);
  return (deleted?.meta.changes ?? 0) > 0;
}

export async function listStops(db: D1Database): Promise<Stop[]> {
  return (await db.prepare('SELECT agent, reason, stopped_at AS stoppedAt FROM outgoing_stops ORDER BY agent').all<Stop>()).results;
}
