/** Presence rows: whom an incoming call can ring. The agent's Durable Object writes them, the incoming call reads them. */
import { everyAgent } from '../http/ring-group.ts';

export type PresenceRow = {
  ringsBrowser: boolean;
  ringsPhone: boolean;
  busy: boolean;
  /** End of the agent's last call, Unix milliseconds. */
  idleSince: number;
  /** When a call last reached one of the browsers, as known at the last write; Unix milliseconds. */
  provenAt: number | null;
};

/** Writes one row per ring group of the agent. A removed agent gets none. */
export async function savePresence(db: D1Database, identity: string, row: PresenceRow, expiresAt: number): Promise<void> {
  await db
    .prepare(
      `INSERT INTO presences (identity, ring_group, rings_browser, rings_phone, busy, idle_since, expires_at, proven_at)
      SELECT identity, ring_group.value, ?3, ?4, ?5, ?6, ?7, ?8
      FROM agents, json_each(json_insert(ring_groups, '$[#]', ?2)) AS ring_group WHERE identity = ?1 AND revoked_at IS NULL
      ON CONFLICT (identity, ring_group) DO UPDATE SET rings_browser = ?3, rings_phone = ?4, busy = ?5, idle_since = ?6, expires_at = ?7,
        proven_at = ?8`,
    )
    .bind(identity, everyAgent, Number(row.ringsBrowser), Number(row.ringsPhone), Number(row.busy), row.idleSince, expiresAt, row.provenAt)
    .run();
}

export async function deletePresence(db: D1Database, identity: string): Promise<void> {
  await presenceDeletion(db, identity).run();
}

/** The statement of `deletePresence`, for a batch. */
export function presenceDeletion(db: D1Database, identity: string): D1PreparedStatement {
  return db.prepare('DELETE FROM presences WHERE identity = ?').bind(identity);
}

/** Statements that give the agent's rows the ring groups `groups`, for a batch. */
export function presenceRegrouping(db: D1Database, identity: string, groups: readonly string[]): D1PreparedStatement[] {
  return [
    db.prepare('DELETE FROM presences WHERE identity = ? AND ring_group != ?').bind(identity, everyAgent),
    db
      .prepare(
        `INSERT INTO presences (identity, ring_group, rings_browser, rings_phone, busy, idle_since, expires_at, proven_at)
        SELECT identity, added.value, rings_browser, rings_phone, busy, idle_since, expires_at, proven_at
        FROM presences, json_each(?2) AS added WHERE identity = ?1 AND ring_group = ?3`,
      )
      .bind(identity, JSON.stringify(groups), everyAgent),
  ];
}
