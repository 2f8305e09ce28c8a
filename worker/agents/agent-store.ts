/** Agents in the database. */
import type { AgentRecord } from '../http/bindings.ts';

const columns = 'id, identity, name, phone, revoked_at AS revokedAt';

export function agentById(db: D1Database, id: number): Promise<AgentRecord | null> {
  return db.prepare(`SELECT ${columns} FROM agents WHERE id = ?`).bind(id).first<AgentRecord>();
}

export function agentByIdentity(db: D1Database, identity: string): Promise<AgentRecord | null> {
  return db.prepare(`SELECT ${columns} FROM agents WHERE identity = ?`).bind(identity).first<AgentRecord>();
}

/** The agent of that name (upper and lower case alike) or identity. */
export function agentByName(db: D1Database, name: string): Promise<AgentRecord | null> {
  return db.prepare(`SELECT ${columns} FROM agents WHERE name = ?1 OR identity = ?1`).bind(name).first<AgentRecord>();
}

/** An agent with as many devices as are paired now. */
export type ListedAgent = AgentRecord & { devices: string[]; createdAt: number };

export async function listAgents(db: D1Database): Promise<ListedAgent[]> {
  const { results } = await db
    .prepare(
      `SELECT ${columns}, created_at AS createdAt,
        (SELECT json_group_array(device_name) FROM sessions WHERE agent_id = agents.id AND revoked_at IS NULL) AS devices
      FROM agents ORDER BY name`,
    )
    .all<AgentRecord & { createdAt: number; devices: string }>();
  return results.map((row) => ({ ...row, devices: JSON.parse(row.devices) as string[] }));
}

/**
 * Adds an agent; one of that name who was removed comes back with the same identity and the log, without a session.
 * @returns null when an agent of that name is at work already.
 */
export async function addAgent(db: D1Database, name: string, phone: string | null, now: number): Promise<AgentRecord | null> {
  return db
    .prepare(
      `INSERT INTO agents (identity, name, phone, created_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET phone = excluded.phone, revoked_at = NULL WHERE revoked_at IS NOT NULL
      RETURNING ${columns}`,
    )
    .bind(await unusedIdentity(db, name), name, phone, now)
    .first<AgentRecord>();
}

/** The name in Latin letters where it is written so, else nothing but random: Arabic has no one Latin spelling. */
async function unusedIdentity(db: D1Database, name: string): Promise<string> {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const latin = plain
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
  if (latin === '' || /[^\p{ASCII}]/u.test(plain)) return `agent_${randomSuffix()}`;
  return (await agentByIdentity(db, latin)) ? `${latin}_${randomSuffix()}` : latin;
}

function randomSuffix(): string {
  return crypto.randomUUID().slice(0, 8);
}

/** Removes an agent from work: every session and unused pairing code ends with it. The log stays. */
export async function revokeAgent(db: D1Database, { id }: AgentRecord, now: number): Promise<{ endedSessions: number }> {
  const [, sessions] = await db.batch([
    db.prepare('UPDATE agents SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL').bind(now, id),
    db.prepare('UPDATE sessions SET revoked_at = ? WHERE agent_id = ? AND revoked_at IS NULL').bind(now, id),
    db.prepare('DELETE FROM pairing_codes WHERE agent_id = ? AND used_at IS NULL').bind(id),
  ]);
  return { endedSessions: sessions?.meta.changes ?? 0 };
}

/** Agents who were not removed. */
export async function activeAgents(db: D1Database): Promise<AgentRecord[]> {
  const { results } = await db.prepare(`SELECT ${columns} FROM agents WHERE revoked_at IS NULL ORDER BY id`).all<AgentRecord>();
  return results;
}
