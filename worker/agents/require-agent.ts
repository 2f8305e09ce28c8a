/** Lets only requests through that carry the session of an agent at work. */
import type { Context, Next } from 'hono';
import type { AgentRecord, App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { hashToken } from '../http/random-token.ts';

/** Puts the agent of `Authorization: Bearer <session>` into the context; refuses with 401 otherwise. */
export async function requireAgent(c: Context<App>, next: Next): Promise<void> {
  const header = c.req.header('authorization');
  if (!header) refuse('not-paired');
  const session = /^Bearer ([A-Za-z0-9_-]{1,200})$/.exec(header)?.[1] ?? refuse('session-revoked');
  c.set('agent', await agentOfSession(c.env.DB, session));
  await next();
}

/** Whose session it is; refuses with 401 when it is nobody's who is at work. */
export async function agentOfSession(db: D1Database, session: string): Promise<AgentRecord> {
  const row = await findSession(db, await hashToken(session));
  if (!row || row.endedAt !== null) refuse('session-revoked');
  if (row.revokedAt !== null) refuse('agent-unknown');
  return row;
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
