/** The legs of a call that ring, from the reports about them. */

/** Sids of the legs that `<Dial>` rings, and that no report says to be answered or ended. */
export async function findRingingLegs(db: D1Database, callSid: string): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT leg_sid AS sid FROM call_reports WHERE call_sid = ?1 AND leg_sid != ?1
      GROUP BY leg_sid HAVING max(status NOT IN ('queued', 'initiated', 'ringing')) = 0`,
    )
    .bind(callSid)
    .all<{ sid: string }>();
  return results.map(({ sid }) => sid);
}
