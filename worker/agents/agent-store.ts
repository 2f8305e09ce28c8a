/** Agents in the database. */
import type { AgentRecord } from '../http/bindings.ts';
import { presenceDeletion, presenceRegrouping } from './presence-rows.ts';
import { deviceNamesOfAgent } from './sessions.ts';

const columns = 'id, identity, name, phone, revoked_at AS revokedAt';

export function agentById(db: D1Database, id: number): Promise<AgentRecord | null> {
  return db.prepare(`SELECT ${columns} FROM agents WHERE id = ?`).bind(id).first<AgentRecord>();
}

export function agentByIdentity(db: D1Database, identity: string): Promise<AgentRecord | null> {
  return db.prepare(`SELECT ${columns} FROM agents WHERE identity = ?`).bind(identity).first<AgentRecord>();
}

/** The active agent whose own phone this is. */
export function agentByPhone(db: D1Database, phone: string): Promise<AgentRecord | null> {
  return db.prepare(`SELECT ${columns} FROM agents WHERE phone = ? AND revoked_at IS NULL LIMIT 1`).bind(phone).first<AgentRecord>();
}

/** The agent of this identity, then the agent of this name, if that is another. Names are case-insensitive. */
export async function agentsNamed(db: D1Database, name: string): Promise<AgentRecord[]> {
  const { results } = await db
    .prepare(`SELECT ${columns} FROM agents WHERE identity = ?1 OR name = ?1 ORDER BY identity = ?1 DESC`)
    .bind(name)
    .all<AgentRecord>();
  return results;
}

/** An agent with their ring groups, and the names of their paired devices. */
export type ListedAgent = AgentRecord & { groups: string[]; devices: string[]; createdAt: number; seesTeam: boolean };

export async function listAgents(db: D1Database, now: number): Promise<ListedAgent[]> {
  const { results } = await db
    .prepare(
      `SELECT ${columns}, sees_team AS seesTeam, ring_groups AS groups, created_at AS createdAt, ${deviceNamesOfAgent('?1')} AS devices
      FROM agents ORDER BY name`,
    )
    .bind(now)
    .all<AgentRecord & { createdAt: number; groups: string; devices: string; seesTeam: number }>();
  return results.map((row) => ({
    ...row,
    seesTeam: row.seesTeam === 1,
    groups: JSON.parse(row.groups) as string[],
    devices: JSON.parse(row.devices) as string[],
  }));
}

/**
 * Adds an agent, or restores a removed agent of that name: with the call log, without sessions, and with a new identity, so
 * that an access token of before serves for nothing.
 * @returns null when there is an active agent of that name.
 */
export async function addAgent(
  db: D1Database,
  { name, phone, groups }: { name: string; phone: string | null; groups: readonly string[] },
  now: number,
): Promise<AgentRecord | null> {
  const [, added] = await db.batch<AgentRecord>([
    db
      .prepare(
        'INSERT INTO former_identities (identity, agent_id) SELECT identity, id FROM agents WHERE name = ? AND revoked_at IS NOT NULL',
      )
      .bind(name),
    db
      .prepare(
        `INSERT INTO agents (identity, name, phone, ring_groups, created_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (name) DO UPDATE
        SET identity = excluded.identity, phone = excluded.phone, ring_groups = excluded.ring_groups, sees_team = 0, revoked_at = NULL
        WHERE revoked_at IS NOT NULL
        RETURNING ${columns}`,
      )
      .bind(await unusedIdentity(db, name), name, phone, JSON.stringify(groups), now),
  ]);
  return added?.results[0] ?? null;
}

/** Replaces the agent's ring groups, also of the calls that ring from now on. */
export async function saveRingGroups(db: D1Database, { id, identity }: AgentRecord, groups: readonly string[]): Promise<void> {
  await db.batch([
    db.prepare('UPDATE agents SET ring_groups = ? WHERE id = ?').bind(JSON.stringify(groups), id),
    ...presenceRegrouping(db, identity, groups),
  ]);
}

/** Opens the calls of all agents to the agent, or closes them. */
export async function saveTeamAccess(db: D1Database, { id }: AgentRecord, seesTeam: boolean): Promise<void> {
  await db
    .prepare('UPDATE agents SET sees_team = ? WHERE id = ?')
    .bind(seesTeam ? 1 : 0, id)
    .run();
}

/** From the name where it is in Latin letters, random otherwise: Arabic names have several Latin spellings. */
async function unusedIdentity(db: D1Database, name: string): Promise<string> {
  const folded = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const latin = folded
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
  if (latin === '' || /[^\p{ASCII}]/u.test(folded)) return `agent_${randomSuffix()}`;
  return (await isIdentityUsed(db, latin)) ? `${latin}_${randomSuffix()}` : latin;
}

async function isIdentityUsed(db: D1Database, identity: string): Promise<boolean> {
  const query = 'SELECT 1 FROM agents WHERE identity = ?1 UNION ALL SELECT 1 FROM former_identities WHERE identity = ?1';
  return (await db.prepare(query).bind(identity).first()) !== null;
}

function randomSuffix(): string {
  return crypto.randomUUID().slice(0, 8);
}

/** Removes an agent, and ends all their sessions and unused pairing codes. The call log stays. */
export async function revokeAgent(db: D1Database, { id, identity }: AgentRecord, now: number): Promise<{ endedSessions: number }> {
  const [, sessions] = await db.batch([
    db.prepare('UPDATE agents SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL').bind(now, id),
    db.prepare('UPDATE sessions SET revoked_at = ? WHERE agent_id = ? AND revoked_at IS NULL').bind(now, id),
    db.prepare('DELETE FROM pairing_codes WHERE agent_id = ? AND used_at IS NULL').bind(id),
    presenceDeletion(db, identity),
  ]);
  return { endedSessions: sessions?.meta.changes ?? 0 };
}
