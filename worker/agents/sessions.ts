/** Sessions of paired browsers in the database. */
import type { AgentRecord } from '../http/bindings.ts';

const dayMs = 24 * 60 * 60_000;
/** A session that was not used for this time has ended. */
const maxIdleMs = 30 * dayMs;
const useWrittenEveryMs = dayMs;

/** The agent of a session, identities that the agent had before they were removed and added again, and whether the team's calls are open to them. */
export type SessionAgent = AgentRecord & { formerIdentities: string[]; seesTeam: boolean };
type FoundSession = { agent: SessionAgent; hasEnded: boolean; lastUsedAt: number };

export async function findSession(db: D1Database, sessionHash: string, now: number): Promise<FoundSession | null> {
  const row = await db
    .prepare(
      `SELECT agents.id, identity, name, phone, agents.revoked_at AS revokedAt, sessions.revoked_at AS endedAt, last_used_at AS lastUsedAt,
        sees_team AS seesTeam, (SELECT json_group_array(identity) FROM former_identities WHERE agent_id = agents.id) AS formerIdentities
      FROM sessions JOIN agents ON agents.id = sessions.agent_id WHERE session_hash = ?`,
    )
    .bind(sessionHash)
    .first<AgentRecord & { endedAt: number | null; lastUsedAt: number; formerIdentities: string; seesTeam: number }>();
  if (!row) return null;
  const { endedAt, lastUsedAt, formerIdentities, seesTeam, ...agent } = row;
  const hasEnded = endedAt !== null || lastUsedAt <= now - maxIdleMs;
  return {
    agent: { ...agent, formerIdentities: JSON.parse(formerIdentities) as string[], seesTeam: seesTeam === 1 },
    hasEnded,
    lastUsedAt,
  };
}

/** Whether the use of a session is to be written: not with every request. */
export const isUseOutdated = (lastUsedAt: number, now: number): boolean => lastUsedAt < now - useWrittenEveryMs;

/** A session that an admin ends meanwhile stays ended. */
export async function saveSessionUse(db: D1Database, sessionHash: string, now: number): Promise<void> {
  await db.prepare('UPDATE sessions SET last_used_at = ?2 WHERE session_hash = ?1 AND revoked_at IS NULL').bind(sessionHash, now).run();
}

/** SQL condition on `sessions`. */
const isOpen = (now: string) => `revoked_at IS NULL AND last_used_at > ${now} - ${maxIdleMs}`;

/** SQL: a JSON array with the names of the agent's paired devices. */
export const deviceNamesOfAgent = (now: string) =>
  `(SELECT json_group_array(device_name) FROM sessions WHERE agent_id = agents.id AND ${isOpen(now)})`;

export type ListedSession = { id: string; deviceName: string; createdAt: number; lastUsedAt: number };

/** Names a session towards the admin: the begin of its hash, which opens nothing. */
const publicId = 'substr(session_hash, 1, 8)';

export async function listSessions(db: D1Database, agentId: number, now: number): Promise<ListedSession[]> {
  const { results } = await db
    .prepare(
      `SELECT ${publicId} AS id, device_name AS deviceName, created_at AS createdAt, last_used_at AS lastUsedAt
      FROM sessions WHERE agent_id = ?1 AND ${isOpen('?2')} ORDER BY created_at, rowid`,
    )
    .bind(agentId, now)
    .all<ListedSession>();
  return results;
}

/** The open sessions of every agent, by the agent's id. */
export async function listOpenSessions(db: D1Database, now: number): Promise<ReadonlyMap<number, ListedSession[]>> {
  const { results } = await db
    .prepare(
      `SELECT agent_id AS agentId, ${publicId} AS id, device_name AS deviceName, created_at AS createdAt, last_used_at AS lastUsedAt
      FROM sessions WHERE ${isOpen('?1')} ORDER BY device_name, created_at, rowid`,
    )
    .bind(now)
    .all<ListedSession & { agentId: number }>();
  return Map.groupBy(results, ({ agentId }) => agentId);
}

export async function endSession(db: D1Database, sessionHash: string, now: number): Promise<void> {
  await db.prepare('UPDATE sessions SET revoked_at = ?2 WHERE session_hash = ?1 AND revoked_at IS NULL').bind(sessionHash, now).run();
}

/**
 * Ends the session of the agent that `listSessions` names `id`.
 * @returns its hash; null when the agent has no such session.
 */
export async function endSessionOfAgent(db: D1Database, agentId: number, id: string, now: number): Promise<string | null> {
  const statement = `UPDATE sessions SET revoked_at = ?3 WHERE agent_id = ?1 AND ${publicId} = ?2 AND revoked_at IS NULL RETURNING session_hash AS hash`;
  return db.prepare(statement).bind(agentId, id, now).first<string>('hash');
}
