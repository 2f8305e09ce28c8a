/** `GET /api/agents`: colleagues to whom a call can be transferred, who is free first. */
import type { Context } from 'hono';
import type { Colleague } from '../../shared/api.ts';
import { onOwnPhoneSince, ownPhoneCallExists } from '../call-log/own-phone-log.ts';
import type { App } from '../http/bindings.ts';
import { everyAgent } from '../http/ring-group.ts';

type ColleagueRecord = { identity: string; name: string; phone: string | null; browser: number; ownPhone: number; busy: number };

/** A browser whose lease ran out is not there. */
const columns = `agents.identity, name, agents.phone, coalesce(rings_browser = 1 AND expires_at > ?1, 0) AS browser,
  coalesce(rings_phone = 1 AND agents.phone IS NOT NULL, 0) AS ownPhone,
  coalesce(busy = 1 AND expires_at > ?1, 0) OR ${ownPhoneCallExists('agents.identity', '?2')} AS busy`;
const source = `agents LEFT JOIN presences ON presences.identity = agents.identity AND ring_group = '${everyAgent}'`;

/** A longer team finds the others by their numbers. */
const maxColleagues = 500;

export async function listColleagues(c: Context<App>): Promise<Response> {
  const now = Date.now();
  const { results } = await c.env.DB.prepare(
    `SELECT ${columns} FROM ${source} WHERE revoked_at IS NULL AND agents.id != ?3
    ORDER BY max(browser, ownPhone) DESC, busy, name LIMIT ${maxColleagues}`,
  )
    .bind(now, onOwnPhoneSince(now), c.var.agent.id)
    .all<ColleagueRecord>();
  return c.json({ agents: results.map(toColleague) });
}

export type ReachableColleague = { name: string; phone: string | null; browser: boolean; ownPhone: boolean };

/** What a transfer to the active agent can ring; null for an unknown or a removed agent. */
export async function findColleague(db: D1Database, identity: string, now: number): Promise<ReachableColleague | null> {
  const row = await db
    .prepare(`SELECT ${columns} FROM ${source} WHERE agents.identity = ?3 AND revoked_at IS NULL`)
    .bind(now, onOwnPhoneSince(now), identity)
    .first<ColleagueRecord>();
  return row && { name: row.name, phone: row.phone, browser: row.browser === 1, ownPhone: row.ownPhone === 1 };
}

function toColleague({ identity, name, browser, ownPhone, busy }: ColleagueRecord): Colleague {
  const rings = browser ? ('browser' as const) : ownPhone ? ('phone' as const) : null;
  const state = rings !== null && !busy ? 'free' : busy ? 'busy' : 'away';
  return { identity, name, state, rings };
}
