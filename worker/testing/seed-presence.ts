/** Agents with presence rows, written to the database without a browser. */
import type { PresenceRow } from '../agents/presence-rows.ts';

const hourMs = 60 * 60_000;
const field = (name: string) => `seed.value ->> '${name}'`;

type Seeded = PresenceRow & { phone: string | null; groups: string[]; expiresAt: number };

/**
 * Adds `count` agents `${prefix}0`, `${prefix}1`, …: free, with a proven browser and a lease of an hour. The first has been
 * idle longest.
 */
export async function seedPresences(db: D1Database, prefix: string, count: number, more: Partial<Seeded> = {}): Promise<string[]> {
  const identities = Array.from({ length: count }, (_, index) => `${prefix}${index}`);
  const agents = identities.map((identity, index) => {
    const row = { ringsBrowser: true, ringsPhone: false, busy: false, idleSince: index + 1, expiresAt: Date.now() + hourMs };
    return { identity, phone: null, groups: [], ...row, ...more };
  });
  const seeds = JSON.stringify(agents);
  await db.batch([
    db
      .prepare(
        `INSERT INTO agents (identity, name, phone, created_at, ring_groups)
        SELECT ${field('identity')}, ${field('identity')}, ${field('phone')}, 0, seed.value -> 'groups' FROM json_each(?) AS seed`,
      )
      .bind(seeds),
    db
      .prepare(
        `INSERT INTO presences (identity, ring_group, rings_browser, rings_phone, busy, idle_since, expires_at)
        SELECT ${field('identity')}, ring_group.value, ${field('ringsBrowser')}, ${field('ringsPhone')}, ${field('busy')},
          ${field('idleSince')}, ${field('expiresAt')}
        FROM json_each(?) AS seed, json_each(json_insert(seed.value -> 'groups', '$[#]', '')) AS ring_group`,
      )
      .bind(seeds),
  ]);
  return identities;
}

/** Removes every agent and presence row. */
export async function clearPresences(db: D1Database): Promise<void> {
  await db.batch(['presences', 'pairing_codes', 'sessions', 'agents'].map((table) => db.prepare(`DELETE FROM ${table}`)));
}
