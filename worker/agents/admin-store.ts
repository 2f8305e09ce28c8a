/** Admins in the database: their tokens, the sessions of the admin page, and the log of what they did. */
import { createToken, hashToken, tokensMatch } from '../http/random-token.ts';

/** Null is the holder of ADMIN_TOKEN, who has no name. */
export type AdminName = string | null;

/** @returns undefined when the token is nobody's. */
export async function adminOfToken(db: D1Database, token: string, ownerToken: string): Promise<{ name: AdminName } | undefined> {
  if (await tokensMatch(token, ownerToken)) return { name: null };
  return (await adminOfHash(db, await hashToken(token))) ?? undefined;
}

function adminOfHash(db: D1Database, tokenHash: string): Promise<{ name: string } | null> {
  return db.prepare('SELECT name FROM admins WHERE token_hash = ? AND revoked_at IS NULL').bind(tokenHash).first<{ name: string }>();
}

/** A new admin, or a revoked one with a new token. @returns the token; null when there is an active admin of that name. */
export async function addAdmin(db: D1Database, name: string, now: number): Promise<string | null> {
  const token = createToken();
  const added = await db
    .prepare(
      `INSERT INTO admins (name, token_hash, created_at) VALUES (?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET token_hash = excluded.token_hash, created_at = excluded.created_at, revoked_at = NULL
      WHERE revoked_at IS NOT NULL RETURNING id`,
    )
    .bind(name, await hashToken(token), now)
    .first();
  return added ? token : null;
}

/** Sessions of the admin page end with the token. @returns false when there is no active admin of that name. */
export async function revokeAdmin(db: D1Database, name: string, now: number): Promise<boolean> {
  const { meta } = await db.prepare('UPDATE admins SET revoked_at = ?2 WHERE name = ?1 AND revoked_at IS NULL').bind(name, now).run();
  return meta.changes > 0;
}

export type ListedAdmin = { name: string; createdAt: number };

export async function listAdmins(db: D1Database): Promise<ListedAdmin[]> {
  const query = 'SELECT name, created_at AS createdAt FROM admins WHERE revoked_at IS NULL ORDER BY name';
  return (await db.prepare(query).all<ListedAdmin>()).results;
}

/** Short, because the page is left open on shared machines. */
export const adminSessionSeconds = 60 * 60;

/** Exchanges a token for a session. */
export async function createAdminSession(db: D1Database, token: string, now: number): Promise<string> {
  const session = createToken();
  await db.batch([
    db.prepare('DELETE FROM admin_sessions WHERE expires_at <= ?').bind(now),
    db
      .prepare('INSERT INTO admin_sessions (session_hash, token_hash, expires_at) VALUES (?, ?, ?)')
      .bind(await hashToken(session), await hashToken(token), now + adminSessionSeconds * 1000),
  ]);
  return session;
}

/** @returns undefined when the session is unknown or over, or its token was revoked or replaced. */
export async function adminOfSession(
  db: D1Database,
  session: string,
  { ownerToken, now }: { ownerToken: string; now: number },
): Promise<{ name: AdminName } | undefined> {
  const row = await db
    .prepare('SELECT token_hash AS tokenHash FROM admin_sessions WHERE session_hash = ? AND expires_at > ?')
    .bind(await hashToken(session), now)
    .first<{ tokenHash: string }>();
  if (!row) return undefined;
  if (row.tokenHash === (await hashToken(ownerToken))) return { name: null };
  return (await adminOfHash(db, row.tokenHash)) ?? undefined;
}

export async function endAdminSession(db: D1Database, session: string): Promise<void> {
  await db.prepare('DELETE FROM admin_sessions WHERE session_hash = ?').bind(await hashToken(session)).run(); // prettier-ignore
}

export type ActionName =
  | 'agent-added'
  | 'agent-removed'
  | 'browser-signed-out'
  | 'groups-changed'
  | 'team-access-changed'
  | 'pairing-link-made'
  | 'calls-stopped'
  | 'calls-allowed'
  | 'country-allowed'
  | 'country-closed'
  | 'limit-changed'
  | 'limit-restored'
  | 'cut-off'
  | 'account-mended'
  | 'admin-added'
  | 'admin-revoked'
  | 'signed-in';

export type AdminAction = { at: number; admin: AdminName; action: ActionName; subject: string | null };

/** Kept for a year. */
const keepMs = 365 * 24 * 60 * 60_000;

export async function logAdminAction(db: D1Database, { at, admin, action, subject }: AdminAction): Promise<void> {
  await db.batch([
    db.prepare('INSERT INTO admin_actions (at, admin, action, subject) VALUES (?, ?, ?, ?)').bind(at, admin, action, subject),
    db.prepare('DELETE FROM admin_actions WHERE at < ?').bind(at - keepMs),
  ]);
}

/** The newest first. */
export async function listAdminActions(db: D1Database, limit: number): Promise<AdminAction[]> {
  const query = 'SELECT at, admin, action, subject FROM admin_actions ORDER BY id DESC LIMIT ?';
  return (await db.prepare(query).bind(limit).all<AdminAction>()).results;
}
