/** Transfers of live calls in the database. */

/**
 * A transfer without asking: `ringing` the target, `returning` to the agent when nobody answered, `voicemail`, `done` when the
 * target answered, `returned` when the agent did. With asking: `asking` while the target rings, `talking` with the agent,
 * `merged` when all three talk, `done`, `cancelled` by the agent, `left` when the target left or never answered. `failed`
 * changed nothing.
 */
export type TransferStage =
  | 'ringing'
  | 'returning'
  | 'voicemail'
  | 'returned'
  | 'asking'
  | 'talking'
  | 'merged'
  | 'cancelled'
  | 'left'
  | 'done'
  | 'failed';

export type Transfer = {
  id: number;
  callSid: string;
  customerSid: string;
  /** The leg of the agent who transfers. */
  agentSid: string;
  fromAgent: string;
  /** E.164, the identity of a colleague, or `voicemail`. */
  target: string;
  /** Identity of the colleague; null for an outside number and for voicemail. */
  toAgent: string | null;
  asks: boolean;
  stage: TransferStage;
  /** The leg of the target, or, of a call that came back, of the agent. */
  legSid: string | null;
};

type TransferRecord = Omit<Transfer, 'asks'> & { asks: number };

const columns = `id, call_sid AS callSid, customer_sid AS customerSid, agent_sid AS agentSid, from_agent AS fromAgent, target,
  to_agent AS toAgent, asks, stage, leg_sid AS legSid`;
const toTransfer = (row: TransferRecord | null): Transfer | null => row && { ...row, asks: row.asks === 1 };

/** The call is on its way to somebody else. */
export const isMoving = ({ stage }: Transfer) => ['ringing', 'returning', 'voicemail'].includes(stage);
/** The agent has asked somebody, who rings or talks. */
export const isAsking = ({ stage }: Transfer) => ['asking', 'talking', 'merged'].includes(stage);

/** Identity of the agent who has the call after the transfer; null for nobody. */
export function holderOf(transfer: Transfer): string | null {
  if (transfer.stage === 'done') return transfer.toAgent;
  return isMoving(transfer) ? null : transfer.fromAgent;
}

export async function startTransfer(
  db: D1Database,
  { callSid, customerSid, agentSid, fromAgent, target, toAgent, asks, stage }: Omit<Transfer, 'id' | 'legSid'>,
  now: number,
): Promise<Transfer> {
  const row = await db
    .prepare(
      `INSERT INTO call_transfers (call_sid, customer_sid, agent_sid, from_agent, target, to_agent, asks, stage, started_at,
        call_started_at)
      VALUES (?1, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT started_at FROM calls WHERE sid = ?1)) RETURNING ${columns}`,
    )
    .bind(callSid, customerSid, agentSid, fromAgent, target, toAgent, Number(asks), stage, now)
    .first<TransferRecord>();
  if (!row) throw new Error('a transfer was not stored');
  return { ...row, asks };
}

/** The newest transfer of the call that has changed anything. */
export async function findTransfer(db: D1Database, callSid: string): Promise<Transfer | null> {
  const row = db.prepare(`SELECT ${columns} FROM call_transfers WHERE call_sid = ? AND stage != 'failed' ORDER BY id DESC LIMIT 1`);
  return toTransfer(await row.bind(callSid).first<TransferRecord>());
}

export async function findTransferById(db: D1Database, id: number): Promise<Transfer | null> {
  return toTransfer(await db.prepare(`SELECT ${columns} FROM call_transfers WHERE id = ?`).bind(id).first<TransferRecord>());
}

/**
 * Moves the transfer from one of the stages `from` to `to`.
 * @returns null when it is in another stage: concurrent changes succeed once.
 */
export async function advanceTransfer(
  db: D1Database,
  id: number,
  from: readonly TransferStage[],
  to: TransferStage,
  { legSid = null, asks = null, onOwnPhone = false }: { legSid?: string | null; asks?: boolean | null; onOwnPhone?: boolean } = {},
): Promise<Transfer | null> {
  const row = await db
    .prepare(
      `UPDATE call_transfers SET stage = ?3, leg_sid = coalesce(?4, leg_sid), asks = coalesce(?5, asks), on_own_phone = on_own_phone OR ?6
      WHERE id = ?1 AND stage IN (SELECT value FROM json_each(?2)) RETURNING ${columns}`,
    )
    .bind(id, JSON.stringify(from), to, legSid, asks === null ? null : Number(asks), Number(onOwnPhone))
    .first<TransferRecord>();
  return toTransfer(row);
}

export async function saveTransferLeg(db: D1Database, id: number, legSid: string): Promise<void> {
  await db.prepare('UPDATE call_transfers SET leg_sid = coalesce(leg_sid, ?2) WHERE id = ?1').bind(id, legSid).run();
}

/** Somebody answered the ringing target, or the agent to whom the call comes back. */
export async function answerTransfer(
  db: D1Database,
  id: number,
  { legSid, onOwnPhone = false }: { legSid: string; onOwnPhone?: boolean },
): Promise<Transfer | null> {
  return (
    (await advanceTransfer(db, id, ['ringing'], 'done', { legSid, onOwnPhone })) ??
    (await advanceTransfer(db, id, ['returning'], 'returned', { legSid, onOwnPhone }))
  );
}

/**
 * The agent whom a transfer rings declines: then the `next` rings, or `voicemail` records at once. Who is asked first can only
 * decline.
 * @returns false when no transfer rings this agent.
 */
export async function declineTransfer(db: D1Database, callSid: string, identity: string, then: 'next' | 'voicemail'): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `UPDATE call_transfers SET stage = iif(?3 = 'voicemail' AND asks = 0, 'voicemail', stage)
      WHERE id = (SELECT id FROM call_transfers WHERE call_sid = ?1 AND stage != 'failed' ORDER BY id DESC LIMIT 1)
      AND ((stage IN ('ringing', 'asking') AND to_agent = ?2) OR (stage = 'returning' AND from_agent = ?2))`,
    )
    .bind(callSid, identity, then)
    .run();
  return meta.changes > 0;
}

/** Whether the leg of an agent was left alone by a transfer: the end of its `<Dial>` is the end of that leg. */
export async function hasHandedOver(db: D1Database, callSid: string, agentSid: string): Promise<boolean> {
  const found = await db
    .prepare("SELECT 1 FROM call_transfers WHERE call_sid = ? AND agent_sid = ? AND asks = 0 AND stage != 'failed' LIMIT 1")
    .bind(callSid, agentSid)
    .first();
  return found !== null;
}

const takenOver = "stage IN ('done', 'talking', 'merged')";

/** Identities of the colleagues who take or have taken over the call. */
export async function findTakers(db: D1Database, callSid: string): Promise<string[]> {
  const { results } = await db
    .prepare(`SELECT DISTINCT to_agent AS identity FROM call_transfers WHERE call_sid = ? AND to_agent IS NOT NULL AND ${takenOver}`)
    .bind(callSid)
    .all<{ identity: string }>();
  return results.map(({ identity }) => identity);
}

/** SQL: the calls that the agent `?1` takes or has taken over, as a page of the log has them. `after` is a condition on the start. */
export const takenOverCalls = (after: string, limit = '?2') =>
  `SELECT call_sid FROM call_transfers WHERE to_agent = ?1 AND ${takenOver} ${after}
    GROUP BY call_started_at, call_sid ORDER BY call_started_at DESC, call_sid DESC LIMIT ${limit}`;

/** SQL condition: `agent` takes or has taken over the call `call`. Both parameters are SQL expressions. */
export const hasTakenOver = (agent: string, call: string) =>
  `EXISTS (SELECT 1 FROM call_transfers WHERE call_sid = ${call} AND to_agent = ${agent} AND ${takenOver})`;

/** SQL condition: the agent who had the call `call` has left it to a colleague, or to nobody. */
export const wasHandedOver = (call: string) =>
  `EXISTS (SELECT 1 FROM call_transfers WHERE call_sid = ${call} AND asks = 0 AND to_agent IS NOT NULL AND stage IN ('ringing', 'done')
    UNION ALL SELECT 1 FROM call_transfers WHERE call_sid = ${call} AND asks = 1 AND to_agent IS NOT NULL AND stage = 'done')`;

/** SQL condition: a transfer after `id` ended the leg of the agent. All parameters are SQL expressions. */
const wasLeft = (call: string, agent: string, id: string) =>
  `EXISTS (SELECT 1 FROM call_transfers AS later WHERE later.call_sid = ${call} AND later.id > ${id} AND later.from_agent = ${agent}
    AND (later.stage = 'done' OR (later.asks = 0 AND later.stage IN ('ringing', 'returning', 'voicemail'))))`;

/** SQL condition: no transfer has ended the leg of the agent who placed or answered the call. */
export const holdsFirstLeg = (call: string, agent: string) => `NOT ${wasLeft(call, agent, '0')}`;

/** SQL condition: the agent talks on their own phone, which a transfer rang. `since`: the start of the oldest call, Unix milliseconds. */
export const tookOverOnOwnPhone = (agent: string, since: string) =>
  `EXISTS (SELECT 1 FROM call_transfers AS taken JOIN calls ON calls.sid = taken.call_sid
    WHERE taken.to_agent = ${agent} AND taken.call_started_at > ${since} AND taken.on_own_phone = 1
    AND taken.${takenOver} AND calls.phase != 'ended' AND NOT ${wasLeft('taken.call_sid', agent, 'taken.id')})`;
