/** One-time codes that pair an agent's browser. */
import { hashToken, createToken } from '../http/random-token.ts';

const lifetimeMs = 24 * 60 * 60 * 1000;

/** A new code for one agent, which replaces the earlier unused ones; only its hash is stored. `expiresAt` is in Unix milliseconds. */
export async function issuePairingCode(db: D1Database, agentId: number, now: number): Promise<{ code: string; expiresAt: number }> {
  const code = createToken();
  const expiresAt = now + lifetimeMs;
  await db.batch([
    db.prepare('UPDATE pairing_codes SET expires_at = ?2 WHERE agent_id = ?1 AND used_at IS NULL AND expires_at > ?2').bind(agentId, now),
    db
      .prepare('INSERT INTO pairing_codes (code_hash, agent_id, created_at, expires_at) VALUES (?, ?, ?, ?)')
      .bind(await hashToken(code), agentId, now, expiresAt),
  ]);
  return { code, expiresAt };
}

export type Pairing = { session: string; agentId: number };
export type PairingRefusal = 'pairing-code-refused' | 'pairing-code-used' | 'pairing-code-expired';

/** Exchanges `code` for a session. One transaction marks the code as used and stores the session. */
export async function pairDevice(db: D1Database, code: string, deviceName: string, now: number): Promise<Pairing | PairingRefusal> {
  const session = createToken();
  const codeHash = await hashToken(code);
  const usable = 'code_hash = ?1 AND used_at IS NULL AND expires_at > ?2';
  const [, used] = await db.batch<{ agentId: number }>([
    db
      .prepare(
        `INSERT INTO sessions (session_hash, agent_id, device_name, created_at, last_used_at)
        SELECT ?3, agent_id, ?4, ?2, ?2 FROM pairing_codes WHERE ${usable}`,
      )
      .bind(codeHash, now, await hashToken(session), deviceName),
    db.prepare(`UPDATE pairing_codes SET used_at = ?2 WHERE ${usable} RETURNING agent_id AS agentId`).bind(codeHash, now),
  ]);
  const agentId = used?.results[0]?.agentId;
  return agentId === undefined ? refusalReason(db, codeHash) : { session, agentId };
}

/** Whose `code` is, and until when it works (Unix ms). The code stays unused. */
export async function findPairingCode(
  db: D1Database,
  code: string,
  now: number,
): Promise<{ name: string; expiresAt: number } | PairingRefusal> {
  const codeHash = await hashToken(code);
  const found = await db
    .prepare(
      `SELECT name, expires_at AS expiresAt FROM pairing_codes JOIN agents ON agents.id = agent_id
      WHERE code_hash = ? AND used_at IS NULL AND expires_at > ?`,
    )
    .bind(codeHash, now)
    .first<{ name: string; expiresAt: number }>();
  return found ?? refusalReason(db, codeHash);
}

async function refusalReason(db: D1Database, codeHash: string): Promise<PairingRefusal> {
  const code = await db
    .prepare('SELECT used_at AS usedAt FROM pairing_codes WHERE code_hash = ?')
    .bind(codeHash)
    .first<{ usedAt: number | null }>();
  if (!code) return 'pairing-code-refused';
  return code.usedAt === null ? 'pairing-code-expired' : 'pairing-code-used';
}
