/** Guard of the agents' routes: the session of an active agent. */
import { waitUntil } from 'cloudflare:workers';
import { bearerAuth } from 'hono/bearer-auth';
import type { App } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { hashToken } from '../http/random-token.ts';
import { findSession, isUseOutdated, saveSessionUse, type SessionAgent } from './sessions.ts';

/** Stores the agent and the browser of `Authorization: Bearer <session>` in the context; refuses with 401 otherwise. */
export const requireAgent = bearerAuth<App>({
  verifyToken: async (session, c) => {
    const sessionHash = await hashToken(session);
    c.set('agent', await agentOfSession(c.env.DB, sessionHash));
    c.set('browser', sessionHash);
    return true;
  },
  noAuthenticationHeader: { message: () => refuse('not-paired') },
  invalidAuthenticationHeader: { message: () => refuse('session-revoked') },
});

/** Refuses with 401 when the session has ended, is unknown, or its agent was removed. */
async function agentOfSession(db: D1Database, sessionHash: string): Promise<SessionAgent> {
  const now = Date.now();
  const session = await findSession(db, sessionHash, now);
  if (!session || session.hasEnded) refuse('session-revoked');
  if (session.agent.revokedAt !== null) refuse('agent-unknown');
  if (isUseOutdated(session.lastUsedAt, now)) waitUntil(saveSessionUse(db, sessionHash, now));
  return session.agent;
}
