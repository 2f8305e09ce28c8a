/** Reads what the admin page shows. Each query reads the rows that it shows. */
import { listAdminActions, listAdmins, type AdminAction, type ListedAdmin } from '../agents/admin-store.ts';
import { listAgents, type ListedAgent } from '../agents/agent-store.ts';
import { listLiveCalls, type LiveCall } from '../call-log/live-calls.ts';
import { listOpenSessions, type ListedSession } from '../agents/sessions.ts';
import type { Bindings } from '../http/bindings.ts';
import { everyAgent } from '../http/ring-group.ts';
import { settingsOf, type Settings } from '../http/settings.ts';
import { listLimits, type Limit } from '../limits/changed-limits.ts';
import { readLimits, type LimitsOverview } from '../limits/overview.ts';

const maxActions = 30;

/** `provenAt`: Unix milliseconds, up to three minutes behind the last proof. */
type Presence = { identity: string; browser: boolean; phone: boolean; provenAt: number | null };

export type PageData = {
  agents: ListedAgent[];
  /** Paired browsers by the id of their agent. */
  sessions: ReadonlyMap<number, ListedSession[]>;
  presences: ReadonlyMap<string, Presence>;
  calls: LiveCall[];
  limits: LimitsOverview;
  /** Those that an admin can change. */
  limitList: Limit[];
  admins: ListedAdmin[];
  actions: AdminAction[];
  settings: Settings['values'];
};

export async function readPageData(env: Bindings, now: number): Promise<PageData> {
  const [agents, sessions, presences, calls, limits, limitList, admins, actions] = await Promise.all([
    listAgents(env.DB, now),
    listOpenSessions(env.DB, now),
    listPresences(env.DB, now),
    listLiveCalls(env.DB),
    readLimits(env, now),
    listLimits(env),
    listAdmins(env.DB),
    listAdminActions(env.DB, maxActions),
  ]);
  return { agents, sessions, presences, calls, limits, limitList, admins, actions, settings: settingsOf(env).values };
}

/** Who can be rung now: in a browser whose lease has not ended, or on the own phone. */
async function listPresences(db: D1Database, now: number): Promise<ReadonlyMap<string, Presence>> {
  const { results } = await db
    .prepare(
      `SELECT identity, 1 AS browser, rings_phone AS phone, proven_at AS provenAt FROM presences WHERE ring_group = ?1 AND rings_browser = 1 AND expires_at > ?2
      UNION SELECT identity, 0, 1, NULL FROM presences WHERE ring_group = ?1 AND rings_phone = 1 AND busy = 0 AND rings_browser = 0`,
    )
    .bind(everyAgent, now)
    .all<{ identity: string; browser: number; phone: number; provenAt: number | null }>();
  return new Map(results.map((row) => [row.identity, { ...row, browser: row.browser === 1, phone: row.phone === 1 }]));
}

/** Active agents who can be rung now. */
export const readyAgents = ({ agents, presences }: PageData): ListedAgent[] =>
  agents.filter(({ identity, revokedAt }) => {
    const presence = presences.get(identity);
    return revokedAt === null && presence !== undefined && (presence.browser || presence.phone);
  });
