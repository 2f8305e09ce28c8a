/** The name that a page in front of the agent gives a caller: it is found while the call rings, after the log has the call. */

/**
 * Adds name and host to a caller without a name. Only an agent whose browser has rung for the call, or who has it, may do that.
 * @returns false when the call is unknown to the agent, or its caller has a name already.
 */
export async function nameCaller(
  db: D1Database,
  call: { sid: string; agent: string },
  { name, nameFrom }: { name: string; nameFrom: string },
): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `UPDATE calls SET caller = json_set(caller, '$.name', ?3, '$.nameFrom', ?4)
      WHERE sid = ?1 AND direction = 'incoming' AND json_extract(caller, '$.name') IS NULL
      AND (agent = ?2 OR EXISTS (SELECT 1 FROM json_each(calls.tried) WHERE value = ?2))`,
    )
    .bind(call.sid, call.agent, name, nameFrom)
    .run();
  return meta.changes > 0;
}
