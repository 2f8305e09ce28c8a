/**
 * The page and the name of a call that a browser places. The extension sends them beside the call, so that they are earlier or
 * later than Twilio's webhook. Both sides apply the context after they have written their own part: the later one succeeds.
 */

type StoredContext = { pageUrl: string | null; name: string | null };
/** A call by the extension's own id, and the identity of the agent who places it. */
export type PlacedCall = { callId: string; agent: string };

/** Contexts whose call never comes are dropped: after this time, and beyond this number for one agent. */
const maxWaitMs = 60 * 60_000;
const maxWaiting = 20;

/**
 * Stores the context; a later one replaces it.
 * @returns false when the call is another agent's.
 */
export async function saveCallContext(db: D1Database, call: PlacedCall, { pageUrl, name }: StoredContext, now: number): Promise<boolean> {
  const [saved] = await db.batch([
    db
      .prepare(
        `INSERT INTO call_contexts (agent, call_id, page_url, name, created_at) SELECT ?1, ?2, ?3, ?4, ?5
        WHERE NOT EXISTS (SELECT 1 FROM calls WHERE client_call_id = ?2 AND agent IS NOT ?1)
        ON CONFLICT DO UPDATE SET page_url = excluded.page_url, name = excluded.name, created_at = excluded.created_at`,
      )
      .bind(call.agent, call.callId, pageUrl, name, now),
    ...applyStatements(db, call),
    db
      .prepare(
        `DELETE FROM call_contexts WHERE agent = ?1 AND (created_at < ?2 OR call_id IN
          (SELECT call_id FROM call_contexts WHERE agent = ?1 ORDER BY created_at DESC LIMIT -1 OFFSET ?3))`,
      )
      .bind(call.agent, now - maxWaitMs, maxWaiting),
  ]);
  return (saved?.meta.changes ?? 0) > 0;
}

/** A statement that drops the contexts whose call never came. */
export function dropOldContexts(db: D1Database, now: number): D1PreparedStatement {
  return db.prepare('DELETE FROM call_contexts WHERE created_at < ?').bind(now - maxWaitMs);
}

/** Adds a waiting context to its call, which is logged now. */
export async function applyCallContext(db: D1Database, call: PlacedCall): Promise<void> {
  await db.batch(applyStatements(db, call));
}

function applyStatements(db: D1Database, { agent, callId }: PlacedCall): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `UPDATE calls SET page_url = COALESCE(context.page_url, calls.page_url), name = COALESCE(context.name, calls.name)
        FROM call_contexts AS context
        WHERE calls.client_call_id = ?2 AND calls.agent = ?1 AND context.agent = ?1 AND context.call_id = ?2`,
      )
      .bind(agent, callId),
    db
      .prepare(
        `DELETE FROM call_contexts WHERE agent = ?1 AND call_id = ?2
        AND EXISTS (SELECT 1 FROM calls WHERE client_call_id = ?2 AND agent = ?1)`,
      )
      .bind(agent, callId),
  ];
}
