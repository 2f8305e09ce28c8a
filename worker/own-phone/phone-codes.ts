/** One-time codes that are said over the phone. Typing the code proves that the agent answers that phone. */
import type { AgentRecord } from '../http/bindings.ts';
import { hashToken } from '../http/random-token.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const lifetimeMs = 10 * minuteMs;
/** Each code is a paid call, possibly to a stranger's phone. */
const maxPer10Minutes = 3;
const maxPerDay = 10;
/** Against guessing one of a million codes. */
const maxTries = 5;

type Agent = Pick<AgentRecord, 'id' | 'identity'>;

/**
 * A new code for `phone`, which replaces all earlier codes of the agent. Only its hash is stored.
 * @returns six digits and their expiry (Unix ms), or the milliseconds until the agent may request another code.
 */
export async function issuePhoneCode(
  db: D1Database,
  agent: Agent,
  phone: string,
  now: number,
): Promise<{ code: string; expiresAt: number } | { waitMs: number }> {
  const code = randomSixDigits();
  const expiresAt = now + lifetimeMs;
  // Counted and stored in one statement, so that concurrent requests cannot pass the limit together.
  const { meta } = await db
    .prepare(
      `INSERT INTO phone_codes (agent_id, phone, code_hash, created_at, expires_at)
      SELECT ?1, ?2, ?3, ?4, ?5 WHERE
        (SELECT count(*) FROM phone_codes WHERE agent_id = ?1 AND created_at > ?6) < ?7 AND
        (SELECT count(*) FROM phone_codes WHERE agent_id = ?1 AND created_at > ?8) < ?9`,
    )
    .bind(agent.id, phone, await hashCode(agent, phone, code), now, expiresAt, now - lifetimeMs, maxPer10Minutes, now - dayMs, maxPerDay)
    .run();
  return meta.changes > 0 ? { code, expiresAt } : { waitMs: await waitMsOf(db, agent, now) };
}

/** Milliseconds until the oldest counted code leaves the period of its limit. */
async function waitMsOf(db: D1Database, { id }: Agent, now: number): Promise<number> {
  const { results } = await db
    .prepare('SELECT created_at AS at FROM phone_codes WHERE agent_id = ? AND created_at > ? ORDER BY created_at DESC')
    .bind(id, now - dayMs)
    .all<{ at: number }>();
  const third = results[maxPer10Minutes - 1]?.at ?? 0;
  const tenth = results[maxPerDay - 1]?.at ?? 0;
  return Math.max(third + lifetimeMs - now, tenth + dayMs - now, minuteMs);
}

/** The call with the code failed: no code is valid, and the request counts towards the limits. */
export async function expirePhoneCodes(db: D1Database, { id }: Agent): Promise<void> {
  await db.prepare('UPDATE phone_codes SET expires_at = 0 WHERE agent_id = ?').bind(id).run();
}

export type PhoneCodeRefusal = { is: 'wrong'; triesLeft: number } | { is: 'spent' } | { is: 'expired' };

type PhoneCodeRecord = { id: number; phone: string; codeHash: string; tries: number };

/**
 * Saves the phone of the code as the agent's own, and voids the code.
 * @returns the phone, or why the code is refused. Every try counts against the agent's newest code.
 */
export async function confirmPhone(db: D1Database, agent: Agent, code: string, now: number): Promise<string | PhoneCodeRefusal> {
  // The try is counted before the code is compared, so that concurrent tries cannot pass the limit.
  const row = await db
    .prepare(
      `UPDATE phone_codes SET tries = tries + 1
      WHERE id = (SELECT id FROM phone_codes WHERE agent_id = ? ORDER BY id DESC LIMIT 1) AND used_at IS NULL AND expires_at > ?
      RETURNING id, phone, code_hash AS codeHash, tries AS tries`,
    )
    .bind(agent.id, now)
    .first<PhoneCodeRecord>();
  if (!row) return { is: 'expired' };
  if (row.tries > maxTries) return { is: 'spent' };
  if (row.codeHash !== (await hashCode(agent, row.phone, code))) {
    const triesLeft = maxTries - row.tries;
    return triesLeft > 0 ? { is: 'wrong', triesLeft } : { is: 'spent' };
  }
  await db.batch([
    db.prepare('UPDATE phone_codes SET used_at = ? WHERE id = ?').bind(now, row.id),
    db.prepare('UPDATE agents SET phone = ? WHERE id = ?').bind(row.phone, agent.id),
    db.prepare('DELETE FROM phone_codes WHERE created_at < ?').bind(now - dayMs),
  ]);
  return row.phone;
}

export async function deletePhone(db: D1Database, { id }: Agent): Promise<void> {
  await db.prepare('UPDATE agents SET phone = NULL WHERE id = ?').bind(id).run();
}

function randomSixDigits(): string {
  const random = new Uint32Array(1);
  // Rejection sampling: the remainder above the last whole million would favour small codes.
  const limit = Math.floor(2 ** 32 / 1_000_000) * 1_000_000;
  do crypto.getRandomValues(random);
  while (random[0]! >= limit);
  return String(random[0]! % 1_000_000).padStart(6, '0');
}

function hashCode({ identity }: Agent, phone: string, code: string): Promise<string> {
  return hashToken(`${identity} ${phone} ${code}`);
}
