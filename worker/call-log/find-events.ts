/** The history of one call: its reports, what was done in it, and who played its recordings. */
import type { CallHistoryEvent } from '../../shared/call-log/call-events.ts';

/** Ten browsers in four rounds send some two hundred reports. */
const maxEvents = 400;

/** SQL: the name of the agent with an identity, also a former one, else the identity. */
const nameOf = (identity: string) => `coalesce((SELECT name FROM agents WHERE identity = ${identity}),
  (SELECT name FROM former_identities AS former JOIN agents ON agents.id = former.agent_id WHERE former.identity = ${identity}), ${identity})`;

/** Oldest first. The report of a transfer is for the derivation: what the agent did is among the actions. */
export async function findEvents(db: D1Database, sid: string): Promise<CallHistoryEvent[]> {
  const { results } = await db
    .prepare(
      `SELECT at, source, status, iif(party LIKE 'client:%', ${nameOf('substr(party, 8)')}, party) AS party, sequence
        FROM call_reports WHERE call_sid = ?1 AND source != 'transfer'
      UNION ALL SELECT at, source, action, iif(party LIKE 'client:%', ${nameOf('substr(party, 8)')}, party), 0
        FROM call_actions WHERE call_sid = ?1
      UNION ALL SELECT at, 'play', 'played', ${nameOf('agent')}, 0 FROM recording_plays WHERE call_sid = ?1
      ORDER BY at, sequence LIMIT ${maxEvents}`,
    )
    .bind(sid)
    .all<Omit<CallHistoryEvent, 'at'> & { at: number; sequence: number }>();
  return results.map(({ at, source, status, party }) => ({ at: new Date(at).toISOString(), source, status, party }));
}

/** Stores that an agent began to play a recording. */
export async function savePlay(
  db: D1Database,
  { callSid, recordingSid, agent, at }: { callSid: string; recordingSid: string; agent: string; at: number },
): Promise<void> {
  await db
    .prepare('INSERT INTO recording_plays (call_sid, recording_sid, agent, at) VALUES (?, ?, ?, ?)')
    .bind(callSid, recordingSid, agent, at)
    .run();
}
