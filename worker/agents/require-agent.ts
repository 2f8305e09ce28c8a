/** Guard of the agents' routes: the session of an active agent. */
import { bearerAuth } from 'hono/bearer-auth';
import type { AgentRecord, App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { hashToken } from '../http/random-token.ts';

/** Stores the agent of `Authorization: Bearer <session>` in the context; refuses with 401 otherwise. */
export const requireAgent = bearerAuth<App>({
  verifyToken: async (session, c) => {
    c.set('agent', await agentOfSession(c.env.DB, session));
    return true;
  },
  noAuthenticationHeader: { message: () => refuse('not-paired') },
  invalidAuthenticationHeader: { message: () => refuse('session-revoked') },
});

/** The agent of the session; refuses with 401 when the session has ended, is unknown, or its agent was removed. */
export async function agentOfSession(db: D1Database, session: string): Promise<AgentRecord> {
  const record = await findSession(db, await hashToken(session));
  if (!record || record.endedAt !== null) refuse('session-revoked');
  if (record.revokedAt !== null) refuse('agent-unknown');
  return record;
}

function findSession(db: D1Database, sessionHash: string): Promise<(AgentRecord & { endedAt: number | null }) | null> {
  return db
    .prepare(
      `SELECT agents.id, identity, name, phone, agents.revoked_at AS revokedAt, sessions.revoked_at AS endedAt
      FROM sessions JOIN agents ON agents.id = sessions.agent_id WHERE session_hash = ?`,
    )
    .bind(sessionHash)
    .first();
}
